namespace Gantry.GCode.Containers;

/// <summary>
/// The decoder of heatshrink, an LZSS for small machines: bits from the highest down; 1 and eight bits are a byte, 0, an
/// index and a count are a piece of what came before, index + 1 bytes back and count + 1 bytes long.
/// </summary>
internal static class Heatshrink
{
    private const int CountBits = 4;

    /// <summary>Decodes a block.</summary>
    /// <param name="packed">The packed bytes.</param>
    /// <param name="output">Room for exactly what comes out.</param>
    /// <param name="windowBits">Bits of an index: 11 or 12 in binary G-code.</param>
    /// <returns>False when the block is damaged.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> packed, Span<byte> output, int windowBits)
    {
        var bits = new BitReader(packed);
        int at = 0;
        while (at < output.Length)
        {
            if (!bits.TryRead(1, out int isByte))
                return false;
            if (isByte == 1)
            {
                if (!bits.TryRead(8, out int value))
                    return false;
                output[at++] = (byte)value;
                continue;
            }
            if (!bits.TryRead(windowBits, out int index) || !bits.TryRead(CountBits, out int count))
                return false;
            int from = at - index - 1;
            if (from < 0)
                return false;
            // Byte by byte: a piece may reach into itself.
            for (int end = Math.Min(at + count + 1, output.Length); at < end; )
                output[at++] = output[from++];
        }
        return true;
    }

    private ref struct BitReader(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _at;
        private uint _held;
        private int _count;

        public bool TryRead(int bits, out int value)
        {
            while (_count < bits)
            {
                if (_at == _bytes.Length)
                {
                    value = 0;
                    return false;
                }
                _held = (_held << 8) | _bytes[_at++];
                _count += 8;
            }
            _count -= bits;
            value = (int)((_held >> _count) & ((1u << bits) - 1));
            return true;
        }
    }
}
