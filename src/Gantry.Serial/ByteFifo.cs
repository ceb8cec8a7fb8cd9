using System.Buffers;

namespace Gantry.Serial;

/// <summary>
/// Bytes in order, put in at one end and taken out at the other, always in one piece. Its memory is borrowed while there are
/// bytes in it and given back when it is empty, so that a thousand idle ports hold none. It is not safe for several threads.
/// </summary>
/// <param name="kept">Memory up to this many bytes stays when the queue is empty.</param>
public sealed class ByteFifo(int kept = 0) : IBufferWriter<byte>
{
    private const int Smallest = 256;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    /// <summary>How many bytes are in it.</summary>
    public int Count => _end - _start;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _end == _start;

    /// <summary>All bytes, the oldest first; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_start, Count);

    /// <summary>All bytes, the oldest first; valid until the next change.</summary>
    public ReadOnlySpan<byte> Span => _buffer.AsSpan(_start, Count);

    /// <summary>Puts bytes in.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        bytes.CopyTo(GetSpan(bytes.Length));
        _end += bytes.Length;
    }

    /// <summary>Takes out as many of the oldest bytes as there are and fit; how many these were.</summary>
    public int Take(Span<byte> target)
    {
        int count = Math.Min(target.Length, Count);
        Span[..count].CopyTo(target);
        Skip(count);
        return count;
    }

    /// <summary>Takes the oldest bytes out without a look at them.</summary>
    public void Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count, nameof(count));
        _start += count;
        if (_start == _end)
            Clear();
    }

    /// <summary>Takes everything out.</summary>
    public void Clear()
    {
        _start = _end = 0;
        if (_buffer.Length <= kept)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_buffer.Length - _end), nameof(count));
        _end += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_end);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return _buffer.AsSpan(_end);
    }

    private void MakeRoom(int size)
    {
        if (_buffer.Length - _end >= size)
            return;
        int count = Count;
        // Moving pays only while it is rare: with less than half the memory in use it halves the distance to the end.
        if (_buffer.Length - count >= size && count <= _buffer.Length / 2)
        {
            Span.CopyTo(_buffer);
        }
        else
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Smallest, Math.Max(count + size, count * 2)));
            Span.CopyTo(larger);
            if (_buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        (_start, _end) = (0, count);
    }
}
