namespace Gantry.Storage.Backup;

/// <summary>Lines of a stream that may come from anybody: none is longer than its cap.</summary>
internal sealed class CappedLines(Stream from)
{
    /// <summary>More than the longest row: the temperatures of a long print, in base64.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next line without its end; null after the last one. It is good until the next call.</summary>
    /// <exception cref="BackupException">It is too long, or has no end.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        int looked = _start;
        while (true)
        {
            int length = _buffer.AsSpan(looked, _end - looked).IndexOf((byte)'\n');
            if (length >= 0)
            {
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, looked + length - _start);
                _start = looked + length + 1;
                return line;
            }
            looked = MakeRoom();
            int count = await from.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (count == 0)
                return _end == _start ? null : throw new BackupException("The backup is cut off inside a table.");
            _end += count;
        }
    }

    /// <summary>Moves what is there to the front, and grows when that is not enough.</summary>
    /// <returns>Up to where no line ends.</returns>
    private int MakeRoom()
    {
        int kept = _end - _start;
        if (kept == _buffer.Length && kept >= MaxBytes)
            throw new BackupException(
                $"A row of the backup is longer than {MaxBytes} bytes: this is no backup of gantry."
            );
        byte[] to = kept == _buffer.Length ? new byte[Math.Min(2 * kept, MaxBytes)] : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(to);
        _buffer = to;
        (_start, _end) = (0, kept);
        return kept;
    }
}
