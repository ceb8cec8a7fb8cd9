using Gantry.Serial.Linux;

namespace Gantry.Sharing.Clients;

/// <summary>
/// Data in order, in pieces of memory that are borrowed when the first byte comes and given back one by one: it is rare that
/// much waits, and then it is a lot. It belongs to the loop's thread.
/// </summary>
internal sealed class AheadQueue
{
    private const int PieceSize = 64 * 1024;

    private readonly Queue<Pages> _pieces = new();
    private Pages? _last;
    private int _start;
    private int _end;

    /// <summary>How many bytes are in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>The oldest bytes, at least one if there are any; valid until the next change.</summary>
    public ReadOnlySpan<byte> First =>
        Count == 0 ? [] : _pieces.Peek().Span[_start..(_pieces.Count == 1 ? _end : PieceSize)];

    /// <summary>Puts bytes in.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_pieces.Count == 0 || _end == PieceSize)
            {
                _last = Pages.Take(PieceSize);
                _pieces.Enqueue(_last);
                _end = 0;
            }
            int count = Math.Min(bytes.Length, PieceSize - _end);
            bytes[..count].CopyTo(_last!.Span[_end..]);
            bytes = bytes[count..];
            _end += count;
            Count += count;
        }
    }

    /// <summary>Takes out the oldest bytes, no more than <see cref="First"/> gives.</summary>
    public void Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)First.Length, nameof(count));
        _start += count;
        Count -= count;
        if (Count == 0)
            Clear();
        else if (_start == PieceSize)
            GiveBack();
    }

    /// <summary>Takes everything out.</summary>
    public void Clear()
    {
        while (_pieces.Count > 0)
            GiveBack();
        (_last, _end, Count) = (null, 0, 0);
    }

    private void GiveBack()
    {
        _pieces.Dequeue().Dispose();
        _start = 0;
    }
}
