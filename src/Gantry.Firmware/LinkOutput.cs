namespace Gantry.Firmware;

/// <summary>
/// Bytes on their way to the port, in two buffers: one is being written by the port while the other is filled.
/// </summary>
internal sealed class LinkOutput(ILinkObserver observer, LinkStatistics statistics)
{
    /// <summary>More than any window holds at once.</summary>
    private const int Capacity = 4096;

    private byte[] _filling = new byte[Capacity];
    private byte[] _writing = new byte[Capacity];
    private int _length;
    private bool _busy;

    /// <summary>Whether one more line of the longest kind fits.</summary>
    public bool HasRoom => Capacity - _length >= 512;

    /// <summary>Where to put the next line, before <see cref="Commit"/>.</summary>
    public Span<byte> Free => _filling.AsSpan(_length);

    /// <summary>The line in <see cref="Free"/> is to be sent.</summary>
    public void Commit(long number, int length)
    {
        ReadOnlySpan<byte> line = _filling.AsSpan(_length, length);
        _length += length;
        statistics.OnSent(length);
        observer.OnSent(new SentLine(number, line));
    }

    /// <summary>Adds a line that is none of the stream, if there is room.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        if (line.Length > Capacity - _length)
            return;
        line.CopyTo(Free);
        Commit(-1, line.Length);
    }

    /// <summary>What was not handed to the port yet is not sent at all.</summary>
    public void DropUnwritten() => _length = 0;

    /// <summary>The bytes to write now; empty while a write is under way.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        if (_busy || _length == 0)
            return default;
        (_filling, _writing) = (_writing, _filling);
        ReadOnlyMemory<byte> bytes = _writing.AsMemory(0, _length);
        _length = 0;
        _busy = true;
        return bytes;
    }

    /// <summary>The write is over.</summary>
    public void Written() => _busy = false;
}
