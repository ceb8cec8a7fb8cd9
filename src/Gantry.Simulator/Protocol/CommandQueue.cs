namespace Gantry.Simulator.Protocol;

/// <summary>
/// The queue of accepted lines (BUFSIZE, 4 by default): the first one is being executed, and keeps its place until it is done.
/// </summary>
/// <param name="size">Lines that it holds.</param>
internal sealed class CommandQueue(int size)
{
    private readonly byte[] _characters = new byte[size * LineBuffer.MaxLength];
    private readonly int[] _lengths = new int[size];
    private int _first;

    /// <summary>Lines in the queue, with the one being executed.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == size;

    /// <summary>Places that are free if the line being executed counts as done: the B of ADVANCED_OK.</summary>
    public int Free => size - Count;

    /// <summary>The line being executed, or the next to be.</summary>
    public ReadOnlySpan<byte> First => _characters.AsSpan(_first * LineBuffer.MaxLength, _lengths[_first]);

    public void Add(ReadOnlySpan<byte> line)
    {
        int slot = (_first + Count++) % size;
        line.CopyTo(_characters.AsSpan(slot * LineBuffer.MaxLength));
        _lengths[slot] = line.Length;
    }

    public void RemoveFirst()
    {
        _first = (_first + 1) % size;
        Count--;
    }

    public void Clear() => Count = 0;
}
