using System.Text;

namespace Gantry.Serial.Network;

/// <summary>What a far end said before it closed the connection, fit to be shown.</summary>
internal static class FarEndText
{
    private const int Longest = 200;

    /// <summary>The printable ASCII of it on one line; bytes from outside may be anything.</summary>
    public static string Readable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte b in bytes)
        {
            if (text.Length == Longest)
            {
                text.Append('…');
                break;
            }
            if (b is > 0x20 and < 0x7F)
                text.Append((char)b);
            else if (text.Length > 0 && text[^1] != ' ')
                text.Append(' ');
        }
        return text.ToString().Trim();
    }
}
