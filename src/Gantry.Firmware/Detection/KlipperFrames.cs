namespace Gantry.Firmware.Detection;

/// <summary>
/// Recognises the messages of Klipper's microcontrollers: a length of 5 to 64, a sequence byte 0x10 to 0x1f, content, a
/// CRC-16 (CCITT, of its reflected kind, high byte first), and 0x7e (Klipper's protocol description).
/// </summary>
internal static class KlipperFrames
{
    private const byte End = 0x7e;
    private const int Shortest = 5;
    private const int Longest = 64;

    /// <summary>Whether there is at least one whole message with a good check.</summary>
    public static bool AreIn(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i + Shortest <= bytes.Length; i++)
        {
            int length = bytes[i];
            bool maybe =
                length is >= Shortest and <= Longest
                && i + length <= bytes.Length
                && (bytes[i + 1] & 0xf0) == 0x10
                && bytes[i + length - 1] == End;
            if (!maybe)
                continue;
            ReadOnlySpan<byte> message = bytes.Slice(i, length);
            if (Crc(message[..^3]) == (message[^3] << 8 | message[^2]))
                return true;
        }
        return false;
    }

    internal static int Crc(ReadOnlySpan<byte> bytes)
    {
        int crc = 0xffff;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
        }
        return crc;
    }
}
