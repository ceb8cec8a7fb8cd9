using System.Globalization;
using System.Text;

namespace Gantry.Fleet.Library;

/// <summary>
/// Names of files and folders, as they come from anybody. A name is only a label: nothing on a disk is called so, and no shell
/// sees it. What is taken out of it would deceive people, not machines.
/// </summary>
public static class FileLabel
{
    /// <summary>The most characters.</summary>
    public const int MaxLength = 200;

    /// <summary>An ending that is longer is none.</summary>
    private const int MaxEnding = 16;

    /// <summary>
    /// Makes a name of what a program sent: without the folders before it, control characters, characters that cannot be seen
    /// or turn the writing round, and blanks or dots at its ends; cut to its limit with its ending kept.
    /// </summary>
    /// <param name="name">What was sent.</param>
    /// <param name="otherwise">The name when nothing is left.</param>
    public static string Clean(string name, string otherwise = "unnamed.gcode")
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        string visible = Visible(last.Length <= 4 * MaxLength ? last : last[^(4 * MaxLength)..]).Trim(' ', '.');
        string cut = Cut(visible);
        return cut.Length == 0 ? otherwise : cut;
    }

    /// <summary>The name with a number before its ending.</summary>
    public static string Number(string name, int number)
    {
        (string stem, string ending) = Split(name);
        string tail = string.Create(CultureInfo.InvariantCulture, $" ({number}){ending}");
        return (stem.Length + tail.Length <= MaxLength ? stem : Whole(stem[..(MaxLength - tail.Length)])) + tail;
    }

    /// <summary>The name with another ending, as for the G-code out of a packed file.</summary>
    public static string WithEnding(string name, string ending)
    {
        string stem = name;
        foreach (string known in (string[])[".gz", ".bgcode", ".ufp", ".3mf", ".gcode"])
            if (stem.Length > known.Length && stem.EndsWith(known, StringComparison.OrdinalIgnoreCase))
                stem = stem[..^known.Length];
        return stem + ending;
    }

    private static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control:
                case UnicodeCategory.Format:
                case UnicodeCategory.Surrogate:
                case UnicodeCategory.PrivateUse:
                case UnicodeCategory.OtherNotAssigned:
                    break;
                case UnicodeCategory.LineSeparator:
                case UnicodeCategory.ParagraphSeparator:
                case UnicodeCategory.SpaceSeparator:
                    visible.Append(' ');
                    break;
                default:
                    visible.Append(rune.ToString());
                    break;
            }
        return visible.ToString();
    }

    private static string Cut(string name)
    {
        if (name.Length <= MaxLength)
            return name;
        (string stem, string ending) = Split(name);
        return Whole(stem[..(MaxLength - ending.Length)]) + ending;
    }

    private static (string Stem, string Ending) Split(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot > 0 && name.Length - dot <= MaxEnding ? (name[..dot], name[dot..]) : (name, "");
    }

    /// <summary>Text that does not end in half a character.</summary>
    private static string Whole(string text) => text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
}
