namespace Gantry.Simulator.Protocol;

/// <summary>Small readings of a line's characters, with the limits of the firmware's C library.</summary>
internal static class LineText
{
    /// <summary>
    /// Reads a whole number as <c>strtol</c> does with 32-bit <c>long</c>: leading spaces, a sign, digits, and the nearest limit
    /// when it is too large. No digits give 0.
    /// </summary>
    public static int ReadInt(ReadOnlySpan<byte> text)
    {
        int i = 0;
        while (i < text.Length && text[i] is (byte)' ' or (byte)'\t')
            i++;
        bool negative = i < text.Length && text[i] == (byte)'-';
        if (negative || (i < text.Length && text[i] == (byte)'+'))
            i++;
        long value = 0;
        for (; i < text.Length && char.IsAsciiDigit((char)text[i]); i++)
            value = Math.Min((value * 10) + (text[i] - '0'), int.MaxValue + 1L);
        return (int)Math.Clamp(negative ? -value : value, int.MinValue, int.MaxValue);
    }

    /// <summary>All characters combined by exclusive or: the checksum of a line.</summary>
    public static int Checksum(ReadOnlySpan<byte> text)
    {
        int checksum = 0;
        foreach (byte character in text)
            checksum ^= character;
        return checksum;
    }

    /// <summary>Whether the number behind the last <c>*</c> is the checksum of what stands before it; null without a <c>*</c>.</summary>
    public static bool? HasRightChecksum(ReadOnlySpan<byte> line)
    {
        int star = line.LastIndexOf((byte)'*');
        return star < 0 ? null : ReadInt(line[(star + 1)..]) == Checksum(line[..star]);
    }
}
