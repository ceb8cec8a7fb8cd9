using System.Text;
using Gantry.GCode.Words;

namespace Gantry.Printing.Scripts;

/// <summary>Takes a script apart and refuses what could harm, when it is saved and not when it runs.</summary>
internal static class ScriptParser
{
    public static IReadOnlyList<ScriptLine> Parse(string text)
    {
        if (text.Length > GCodeScript.MostCharacters)
            throw new ScriptException(
                0,
                $"A script may have {GCodeScript.MostCharacters} characters; this one has {text.Length}."
            );
        string[] rows = text.Split('\n');
        var lines = new List<ScriptLine>();
        for (int i = 0; i < rows.Length; i++)
        {
            string row = rows[i];
            int comment = row.IndexOf(';', StringComparison.Ordinal);
            string command = (comment < 0 ? row : row[..comment]).Trim();
            if (command.Length > 0)
                lines.Add(ParseLine(command, i + 1));
        }
        if (lines.Count > GCodeScript.MostLines)
            throw new ScriptException(
                0,
                $"A script may have {GCodeScript.MostLines} commands; this one has {lines.Count}."
            );
        return lines;
    }

    private static ScriptLine ParseLine(string command, int number)
    {
        bool isMessage = IsMessage(command);
        CheckCharacters(command, isMessage, number);
        List<(string Text, ScriptPlaceholder? Placeholder)> parts = Split(command, number);
        CheckCode(command, number);
        int bytes = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            (string text, ScriptPlaceholder? placeholder) = parts[i];
            bytes += placeholder is null ? Encoding.UTF8.GetByteCount(text) : 0;
            bytes += placeholder?.Kind == ScriptPlaceholderKind.Number ? ScriptFormat.MostDigits : 0;
            if (placeholder is not null)
                CheckPlace(placeholder, i == 0 ? "" : parts[i - 1].Text, parts, isMessage, number);
        }
        if (bytes > GCodeScript.MostCommandBytes)
            throw new ScriptException(
                number,
                $"The command may become {bytes} bytes long; firmware takes {GCodeScript.MostCommandBytes}. Split it, or shorten its text."
            );
        return new ScriptLine(parts);
    }

    private static void CheckCharacters(string command, bool isMessage, int number)
    {
        foreach (char c in command)
        {
            if (char.IsControl(c) && c != '\t')
                throw new ScriptException(number, $"The control character U+{(int)c:X4} cannot be sent; remove it.");
            if (c == '*')
                throw new ScriptException(number, "A star begins a checksum, which the sender adds itself; remove it.");
            if (c > 0x7e && !isMessage)
                throw new ScriptException(
                    number,
                    $"\"{c}\" is not ASCII; only messages (M0, M1, M117, M118) may hold other characters."
                );
        }
    }

    private static List<(string Text, ScriptPlaceholder? Placeholder)> Split(string command, int number)
    {
        var parts = new List<(string, ScriptPlaceholder?)>();
        int at = 0;
        while (at < command.Length)
        {
            int open = command.IndexOf("{{", at, StringComparison.Ordinal);
            string text = open < 0 ? command[at..] : command[at..open];
            if (text.Contains('{', StringComparison.Ordinal) || text.Contains('}', StringComparison.Ordinal))
                throw new ScriptException(number, "Braces belong to placeholders, written as {{name}}.");
            if (text.Length > 0)
                parts.Add((text, null));
            if (open < 0)
                break;
            int close = command.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
                throw new ScriptException(number, "A placeholder begins with {{ but does not end with }}.");
            parts.Add(("", Find(command[(open + 2)..close].Trim(), number)));
            at = close + 2;
        }
        return parts;
    }

    private static ScriptPlaceholder Find(string name, int number)
    {
        if (ScriptPlaceholders.Find(name) is { } found)
            return found;
        string group = name.Split('.')[0];
        string[] near =
        [
            .. ScriptPlaceholders
                .All.Select(p => p.Name)
                .Where(n => n.StartsWith(group, StringComparison.Ordinal))
                .Take(8),
        ];
        string hint =
            near.Length > 0 ? $"There is {string.Join(", ", near)}." : "The documentation lists those that there are.";
        throw new ScriptException(number, $"{{{{{name}}}}} is not a placeholder. {hint}");
    }

    private static void CheckCode(string command, int number)
    {
        if (command.Length > 1 && command[0] is 'N' or 'n' && (char.IsAsciiDigit(command[1]) || command[1] == '-'))
            throw new ScriptException(number, "Line numbers are the sender's; write the command alone.");
        if (GCodeCodeReader.Has(Encoding.UTF8.GetBytes(command), 'M', 110))
            throw new ScriptException(number, "M110 would set the line number, which is the sender's; remove it.");
    }

    private static void CheckPlace(
        ScriptPlaceholder placeholder,
        string before,
        List<(string Text, ScriptPlaceholder? Placeholder)> parts,
        bool isMessage,
        int number
    )
    {
        switch (placeholder.Kind)
        {
            case ScriptPlaceholderKind.Commands when parts.Count > 1:
                throw new ScriptException(
                    number,
                    $"{{{{{placeholder.Name}}}}} stands for whole commands; write it alone on a line."
                );
            case ScriptPlaceholderKind.Number when !isMessage && !IsBehindLetter(before, parts):
                throw new ScriptException(
                    number,
                    $"{{{{{placeholder.Name}}}}} is a number; write it behind a letter, as X{{{{{placeholder.Name}}}}}."
                );
            case ScriptPlaceholderKind.Text when !isMessage || !HasWord(parts[0].Text):
                throw new ScriptException(
                    number,
                    $"{{{{{placeholder.Name}}}}} is a text of somebody's choice; write it only into a message, behind a word: M117 Printing {{{{{placeholder.Name}}}}}."
                );
        }
    }

    /// <summary>Behind a letter or its sign; but no G or M at the beginning, which would let a number choose the command.</summary>
    private static bool IsBehindLetter(string before, List<(string Text, ScriptPlaceholder? Placeholder)> parts)
    {
        string letter = before.EndsWith('-') ? before[..^1] : before;
        if (letter.Length == 0 || !char.IsAsciiLetter(letter[^1]))
            return false;
        bool isCode = letter.Length == 1 && ReferenceEquals(parts[0].Text, before);
        return !isCode || letter[0] is 'T' or 't';
    }

    /// <summary>
    /// A text that is the first thing behind M118 could be taken for its parameters, and make the printer speak as if by itself.
    /// </summary>
    private static bool HasWord(string start)
    {
        foreach (string word in start.Split(' ', '\t').Skip(1))
            if (word.Length >= 2 && word.All(char.IsLetter))
                return true;
        return start.StartsWith("M117", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsMessage(string command) =>
        command.Split(' ', '\t')[0].ToUpperInvariant() is "M117" or "M118" or "M0" or "M1";
}
