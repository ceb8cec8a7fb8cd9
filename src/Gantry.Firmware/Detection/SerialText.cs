namespace Gantry.Firmware.Detection;

/// <summary>Tells text from what a UART makes of bytes that were sent at another baud rate.</summary>
public static class SerialText
{
    /// <summary>Fewer bytes tell nothing: a port that is opened may give one or two that never were sent.</summary>
    private const int Least = 4;

    /// <summary>Judges what was received.</summary>
    /// <param name="received">All bytes since the port was opened at this rate.</param>
    public static TextVerdict Judge(ReadOnlySpan<byte> received)
    {
        // A break, or a line that was low while the port opened, reads as zeros.
        received = received.TrimStart((byte)0);
        if (received.Length < Least)
            return received.SequenceEqual("ok\n"u8) ? TextVerdict.Text : TextVerdict.TooLittle;
        int good = 0;
        foreach (byte b in received)
            good += IsText(b) ? 1 : 0;
        // Of random bytes 38 % look like text. At another rate many are 0x00, 0x80 and 0xff, so there are fewer still.
        double share = (double)good / received.Length;
        return share >= 0.9 ? TextVerdict.Text
            : share < 0.75 || received.Length >= 64 ? TextVerdict.Garbage
            : TextVerdict.TooLittle;
    }

    /// <summary>Whether firmware sends this byte.</summary>
    public static bool IsText(byte b) => b is >= 0x20 and < 0x7f or (byte)'\n' or (byte)'\r' or (byte)'\t';
}
