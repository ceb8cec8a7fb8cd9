namespace Gantry.Simulator.Hosting;

/// <summary>
/// The list of executed commands as a file, one a line. It can be read while it grows; a killed simulator loses at most what it
/// executed since the last look at its ports.
/// </summary>
internal sealed class ExecutedFile : IExecutedLog, IDisposable
{
    private readonly FileStream _file;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly TaskCompletionSource _failed;
    private int _length;

    /// <summary>Creates the file, or empties it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="failed">Is told when the file can no longer be written, as on a full disk.</param>
    /// <exception cref="SimulatorException">It cannot be written at all.</exception>
    public ExecutedFile(string path, TaskCompletionSource failed)
    {
        _failed = failed;
        try
        {
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, e);
        }
    }

    public void Executed(ReadOnlySpan<byte> command)
    {
        if (_length + command.Length + 1 > _buffer.Length)
            Flush();
        command.CopyTo(_buffer.AsSpan(_length));
        _length += command.Length;
        _buffer[_length++] = (byte)'\n';
    }

    /// <summary>Hands everything to the system, where it outlives this process.</summary>
    public void Flush()
    {
        if (_length == 0)
            return;
        try
        {
            _file.Write(_buffer, 0, _length);
        }
        catch (IOException e)
        {
            _failed.TrySetException(Failure(_file.Name, e));
        }
        _length = 0;
    }

    public void Dispose()
    {
        Flush();
        _file.Dispose();
    }

    private static SimulatorException Failure(string path, Exception e) =>
        new($"The list of executed commands cannot be written to {path}: {e.Message}", e);
}
