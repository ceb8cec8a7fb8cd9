using System.Runtime.InteropServices;

namespace Gantry.Printing.Terminal;

/// <summary>
/// What was said between a printer and its host, the latest of it, in a ring of bytes. One thread adds, without an allocation
/// and without ever waiting; any number of <see cref="TerminalReader"/> read. A reader that is too slow loses the oldest lines
/// and is told how many.
/// </summary>
public sealed class TerminalLog
{
    /// <summary>The longest line that is kept whole, in bytes.</summary>
    public const int MostBytes = 1024;

    /// <summary>The default size: some 1,500 lines.</summary>
    public const int DefaultCapacity = 64 * 1024;

    /// <summary>Room is made in steps of this, for each step costs a memory barrier.</summary>
    private const int Step = 4096;

    private readonly byte[] _ring;

    // Counts of bytes since the beginning, never taken back: what lies between them is valid.
    private long _tail;
    private long _head;
    private long _sequence;

    /// <summary>Makes an empty log.</summary>
    /// <param name="capacity">Its size in bytes, a power of two of at least 16 KiB.</param>
    public TerminalLog(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 4 * Step);
        if ((capacity & (capacity - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "The size must be a power of two.");
        _ring = new byte[capacity];
    }

    /// <summary>The number of the last line; 0 when there is none.</summary>
    public long LastSequence => Volatile.Read(ref _sequence);

    /// <summary>Adds a line. For one thread only.</summary>
    /// <param name="direction">Who said it.</param>
    /// <param name="line">The line; an end of line is taken off.</param>
    /// <param name="at">When it was said.</param>
    public void Add(TerminalDirection direction, ReadOnlySpan<byte> line, TimeSpan at)
    {
        line = line.TrimEnd("\r\n"u8);
        bool isCut = line.Length > MostBytes;
        if (isCut)
            line = line[..MostBytes];
        int size = TerminalHeader.Size + line.Length;
        if (_head + size - _tail > _ring.Length)
            MakeRoom(size);
        var header = new TerminalHeader(_sequence + 1, at.Ticks, (ushort)line.Length, direction, isCut);
        CopyIn(_head, MemoryMarshal.AsBytes(new ReadOnlySpan<TerminalHeader>(in header)));
        CopyIn(_head + TerminalHeader.Size, line);
        Volatile.Write(ref _sequence, _sequence + 1);
        Volatile.Write(ref _head, _head + size);
    }

    /// <summary>Copies the line at a place, or the oldest one when that place is gone.</summary>
    /// <param name="at">The place; becomes that of the line behind it.</param>
    /// <param name="text">Room for <see cref="MostBytes"/>.</param>
    /// <param name="header">What stands in front of the line.</param>
    /// <returns>False when there is no line yet.</returns>
    internal bool TryCopy(ref long at, Span<byte> text, out TerminalHeader header)
    {
        header = default;
        // Each turn lost means that the writer was a whole ring faster; it cannot keep that up.
        for (int tries = 0; tries < 1000; tries++)
        {
            long from = Math.Max(at, Volatile.Read(ref _tail));
            if (from >= Volatile.Read(ref _head))
                return false;
            CopyOut(from, MemoryMarshal.AsBytes(new Span<TerminalHeader>(ref header)));
            int length = Math.Min((int)header.Length, MostBytes);
            CopyOut(from + TerminalHeader.Size, text[..length]);
            // The copy is good only if the writer had not begun to overwrite it.
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _tail) > from)
                continue;
            at = from + TerminalHeader.Size + length;
            return true;
        }
        return false;
    }

    private void MakeRoom(int size)
    {
        int wanted = Math.Max(size, Step);
        long tail = _tail;
        while (_head + wanted - tail > _ring.Length)
        {
            var header = default(TerminalHeader);
            CopyOut(tail, MemoryMarshal.AsBytes(new Span<TerminalHeader>(ref header)));
            tail += TerminalHeader.Size + header.Length;
        }
        Volatile.Write(ref _tail, tail);
        // Readers must see that these lines are gone before anything is written over them.
        Interlocked.MemoryBarrier();
    }

    private void CopyIn(long at, ReadOnlySpan<byte> bytes)
    {
        int start = (int)(at & (_ring.Length - 1));
        int first = Math.Min(bytes.Length, _ring.Length - start);
        bytes[..first].CopyTo(_ring.AsSpan(start));
        bytes[first..].CopyTo(_ring);
    }

    private void CopyOut(long at, Span<byte> bytes)
    {
        int start = (int)(at & (_ring.Length - 1));
        int first = Math.Min(bytes.Length, _ring.Length - start);
        _ring.AsSpan(start, first).CopyTo(bytes);
        _ring.AsSpan(0, bytes.Length - first).CopyTo(bytes[first..]);
    }
}
