using System.Buffers;
using System.Text;

namespace Gantry.Firmware;

/// <summary>
/// Makes text from the firmware fit to be shown: cut, in one line, without what would steer a terminal or a page. Whoever
/// wrote the firmware, or a G-code file with M117 and M118 in it, chose these bytes.
/// </summary>
public static class FirmwareText
{
    private const char Escape = '\x1b';

    /// <summary>The text of some bytes.</summary>
    /// <param name="bytes">UTF-8; what is none shows as U+FFFD.</param>
    /// <param name="mostCharacters">The longest text; of a longer one the end is cut off.</param>
    /// <param name="keepSpaces">Whether several spaces stay several, as in a table.</param>
    public static string Clean(ReadOnlySpan<byte> bytes, int mostCharacters, bool keepSpaces = false)
    {
        // No character has more than four bytes, and a sequence that is left out should not eat up the room of the rest.
        var text = new StringBuilder(Math.Min(bytes.Length, mostCharacters));
        int sequence = 0;
        while (!bytes.IsEmpty && text.Length < mostCharacters)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length);
            bytes = bytes[length..];
            if (status != OperationStatus.Done)
                rune = Rune.ReplacementChar;
            if (InSequence(rune, ref sequence))
                continue;
            if (IsBlank(rune))
                AddBlank(text, keepSpaces);
            else if (IsShown(rune) && text.Length + rune.Utf16SequenceLength <= mostCharacters)
                Append(text, rune);
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>
    /// Follows an escape sequence (ECMA-48): the escape, then one character, or after <c>[</c> everything up to a letter.
    /// </summary>
    private static bool InSequence(Rune rune, ref int sequence)
    {
        const int none = 0;
        const int escaped = 1;
        const int bracketed = 2;
        if (rune.Value == Escape)
        {
            sequence = escaped;
            return true;
        }
        switch (sequence)
        {
            case escaped:
                sequence = rune.Value == '[' ? bracketed : none;
                return true;
            case bracketed:
                if (rune.Value is >= 0x40 and <= 0x7e)
                    sequence = none;
                return rune.Value is >= 0x20 and <= 0x7e;
            default:
                return false;
        }
    }

    private static bool IsBlank(Rune rune) => rune.Value is ' ' or '\t' or '\r' or '\n' or 0x0b or 0x0c;

    private static void AddBlank(StringBuilder text, bool keepSpaces)
    {
        if (keepSpaces || (text.Length > 0 && text[^1] != ' '))
            text.Append(' ');
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        Span<char> characters = stackalloc char[2];
        text.Append(characters[..rune.EncodeToUtf16(characters)]);
    }

    /// <summary>No control characters, and none of those that reverse or hide text (U+200B to U+200F, U+202A and so on).</summary>
    private static bool IsShown(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                System.Globalization.UnicodeCategory.Control
                or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator
                or System.Globalization.UnicodeCategory.PrivateUse
                or System.Globalization.UnicodeCategory.OtherNotAssigned
            );
}
