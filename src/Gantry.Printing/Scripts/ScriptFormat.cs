using System.Globalization;
using System.Text;
using Gantry.Firmware;

namespace Gantry.Printing.Scripts;

/// <summary>Writes values so that they cannot become commands.</summary>
internal static class ScriptFormat
{
    /// <summary>The longest number that <see cref="Number"/> writes.</summary>
    public const int MostDigits = 16;

    /// <summary>The longest text that a value may bring into a line.</summary>
    public const int MostCharacters = 64;

    /// <summary>No coordinate, speed or temperature is more.</summary>
    private const double Highest = 1e9;

    /// <summary>A decimal number with a point and without an exponent; null for what is no number.</summary>
    public static string? Number(double value)
    {
        if (double.IsNaN(value) || Math.Abs(value) > Highest)
            return null;
        // The sum takes the sign off a zero.
        return (Math.Round(value, 5) + 0.0).ToString("0.#####", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A text in one line, without what firmware gives a meaning to: comment (<c>;</c> and parentheses), checksum, quotes, escapes.
    /// </summary>
    public static string Text(string text)
    {
        string clean = FirmwareText.Clean(Encoding.UTF8.GetBytes(text), MostCharacters);
        return string.Create(
            clean.Length,
            clean,
            (destination, source) =>
            {
                for (int i = 0; i < source.Length; i++)
                    destination[i] = source[i] is ';' or '*' or '(' or ')' or '"' or '\\' or '{' or '}'
                        ? '_'
                        : source[i];
            }
        );
    }

    /// <summary>As much of a text as fits into so many bytes of UTF-8.</summary>
    public static string Cut(string text, int mostBytes)
    {
        int bytes = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > mostBytes)
                break;
            length += rune.Utf16SequenceLength;
        }
        return text[..length];
    }
}
