namespace Gantry.Simulator.Wire;

/// <summary>
/// The firmware's receive buffer, filled by the interrupt. One place stays empty (128 bytes hold 127), and a byte that finds
/// no room is lost without a word.
/// </summary>
/// <param name="size">RX_BUFFER_SIZE.</param>
internal sealed class ReceiveRing(int size)
{
    private readonly byte[] _bytes = new byte[size];
    private int _head;

    /// <summary>Bytes that wait.</summary>
    public int Count { get; private set; }

    public bool HasRoom => Count < _bytes.Length - 1;

    /// <summary>Bytes lost so far because there was no room.</summary>
    public long Lost { get; private set; }

    public void Put(byte value)
    {
        if (!HasRoom)
        {
            Lost++;
            return;
        }
        _bytes[(_head + Count++) % _bytes.Length] = value;
    }

    public bool TryTake(out byte value)
    {
        if (Count == 0)
        {
            value = 0;
            return false;
        }
        value = _bytes[_head];
        _head = (_head + 1) % _bytes.Length;
        Count--;
        return true;
    }

    public void Clear() => Count = 0;
}
