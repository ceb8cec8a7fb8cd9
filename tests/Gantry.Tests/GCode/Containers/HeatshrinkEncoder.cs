namespace Gantry.Tests.GCode.Containers;

/// <summary>Packs as heatshrink does, to have something to unpack: the longest match within the window, or the byte.</summary>
internal static class HeatshrinkEncoder
{
    public static byte[] Encode(ReadOnlySpan<byte> data, int windowBits)
    {
        const int CountBits = 4;
        var bits = new List<bool>();
        int at = 0;
        while (at < data.Length)
        {
            (int distance, int length) = LongestMatch(data, at, 1 << windowBits, 1 << CountBits);
            if (length > 2)
            {
                Put(bits, 0, 1);
                Put(bits, distance - 1, windowBits);
                Put(bits, length - 1, CountBits);
                at += length;
            }
            else
            {
                Put(bits, 1, 1);
                Put(bits, data[at++], 8);
            }
        }
        byte[] packed = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++)
            if (bits[i])
                packed[i / 8] |= (byte)(0x80 >> (i % 8));
        return packed;
    }

    private static (int Distance, int Length) LongestMatch(ReadOnlySpan<byte> data, int at, int window, int longest)
    {
        (int Distance, int Length) best = (0, 0);
        for (int from = Math.Max(0, at - window); from < at; from++)
        {
            int length = 0;
            while (length < longest && at + length < data.Length && data[from + length] == data[at + length])
                length++;
            if (length > best.Length)
                best = (at - from, length);
        }
        return best;
    }

    private static void Put(List<bool> bits, int value, int count)
    {
        for (int i = count - 1; i >= 0; i--)
            bits.Add((value >> i & 1) != 0);
    }
}
