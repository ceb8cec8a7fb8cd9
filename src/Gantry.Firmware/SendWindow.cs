namespace Gantry.Firmware;

/// <summary>
/// Counts what is on its way to the firmware, so that neither its command queue nor its receive buffer overflows. The oldest
/// lines are in the queue (one executing, the rest waiting), the others in the receive buffer: on stock Marlin 4 lines and
/// 127 bytes, measured behind a blocked command.
/// </summary>
public sealed class SendWindow
{
    /// <summary>More lines than any window holds: 32 queued, and 1,024 bytes of the shortest lines.</summary>
    private const int Capacity = 256;

    private readonly short[] _lengths = new short[Capacity];
    private readonly byte[] _checksums = new byte[Capacity];
    private readonly TimeSpan[] _sentAt = new TimeSpan[Capacity];
    private int _head;
    private int _bytesInBuffer;

    /// <summary>Makes an empty window.</summary>
    public SendWindow(WindowSize size)
    {
        Size = size;
    }

    /// <summary>Lines on their way.</summary>
    public int Count { get; private set; }

    /// <summary>The room that the firmware has.</summary>
    public WindowSize Size { get; private set; }

    /// <summary>Whether a line of that many bytes, its end included, still fits.</summary>
    public bool Fits(int length) =>
        Count < Capacity && (Count < Size.QueueLines || _bytesInBuffer + length <= Size.BufferBytes);

    /// <summary>
    /// Whether an urgent line may go although the window is kept small, for the sake of a noisy link or a firmware of which
    /// nothing is known: together with all that is on its way it fits into the smallest receive buffer, 128 bytes, and its
    /// queue is not counted on.
    /// </summary>
    public bool FitsUrgently(int length)
    {
        const int smallestBuffer = 127;
        int bytes = length;
        for (int i = 0; i < Count; i++)
            bytes += _lengths[(_head + i) % Capacity];
        return bytes <= smallestBuffer || Fits(length);
    }

    /// <summary>Counts a line that was sent.</summary>
    public void Push(int length, TimeSpan now = default, byte checksum = 0)
    {
        _lengths[(_head + Count) % Capacity] = (short)length;
        _checksums[(_head + Count) % Capacity] = checksum;
        _sentAt[(_head + Count) % Capacity] = now;
        Count++;
        if (Count > Size.QueueLines)
            _bytesInBuffer += length;
    }

    /// <summary>The oldest line was acknowledged: the next one moves up into the queue.</summary>
    /// <returns>When it was sent.</returns>
    public TimeSpan Pop()
    {
        TimeSpan sentAt = _sentAt[_head];
        if (Count > Size.QueueLines)
            _bytesInBuffer -= _lengths[(_head + Size.QueueLines) % Capacity];
        _head = (_head + 1) % Capacity;
        Count--;
        return sentAt;
    }

    /// <summary>Whether a command is one of those on their way, by its length and its checksum.</summary>
    /// <param name="command">The command, without number and checksum.</param>
    /// <param name="oldest">The number of the oldest line on its way.</param>
    public bool Holds(ReadOnlySpan<byte> command, long oldest)
    {
        if (command.Length > LineEncoder.MarlinLineLimit)
            return false;
        Span<byte> line = stackalloc byte[LineEncoder.MarlinLineLimit + LineEncoder.Overhead];
        for (int i = 0; i < Count; i++)
        {
            int length = LineEncoder.Encode(oldest + i, command, line, out byte checksum);
            int place = (_head + i) % Capacity;
            if (length == _lengths[place] && checksum == _checksums[place])
                return true;
        }
        return false;
    }

    /// <summary>Forgets the youngest lines: the firmware did not take them.</summary>
    public void TruncateTo(int count)
    {
        Count = Math.Min(Count, count);
        Recount();
    }

    /// <summary>The firmware has shown that it has more room, or less.</summary>
    public void Resize(WindowSize size)
    {
        Size = size;
        Recount();
    }

    private void Recount()
    {
        _bytesInBuffer = 0;
        for (int i = Size.QueueLines; i < Count; i++)
            _bytesInBuffer += _lengths[(_head + i) % Capacity];
    }
}
