namespace Gantry.Storage.Files;

/// <summary>Kept bytes as a file of this machine. As long as this is open, the file stays readable.</summary>
public sealed class LocalFile : IDisposable
{
    private readonly FileStream _held;

    /// <summary>Opens the file, which keeps it from being evicted.</summary>
    internal LocalFile(string path, ContentHash hash)
    {
        _held = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0);
        FilePath = path;
        Hash = hash;
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>Which bytes it holds.</summary>
    public ContentHash Hash { get; }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
