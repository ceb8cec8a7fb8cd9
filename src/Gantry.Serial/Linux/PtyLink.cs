namespace Gantry.Serial.Linux;

/// <summary>The name under which a host finds a pty: a symbolic link, taken away at the end.</summary>
/// <param name="path">Where the link shall be.</param>
public sealed class PtyLink(string path) : IDisposable
{
    private string? _target;

    /// <summary>Where the link is.</summary>
    public string Path { get; } = path;

    /// <summary>Lets the link point to a tty. A link that an earlier process left behind is replaced.</summary>
    /// <exception cref="SerialPortException">With <see cref="SerialError.CannotCreate"/>: something else is there, or the folder is not.</exception>
    public void PointTo(string target)
    {
        RemoveOld();
        try
        {
            File.CreateSymbolicLink(Path, target);
            _target = target;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SerialPortException(SerialError.CannotCreate, $"The link {Path} cannot be made: {e.Message}", e);
        }
    }

    /// <summary>Takes the link away, unless another process has replaced it meanwhile.</summary>
    public void Dispose()
    {
        if (_target is null)
            return;
        if (new FileInfo(Path).LinkTarget == _target)
            File.Delete(Path);
        _target = null;
    }

    private void RemoveOld()
    {
        // Links into /dev/pts are what Gantry and socat leave behind when they are killed.
        string? old = new FileInfo(Path).LinkTarget;
        if (old is not null && old.StartsWith("/dev/pts/", StringComparison.Ordinal))
            File.Delete(Path);
        else if (old is not null || System.IO.Path.Exists(Path))
            throw new SerialPortException(
                SerialError.CannotCreate,
                $"{Path} exists and is not a link to a pseudo-terminal. Choose another path, or remove it first."
            );
    }
}
