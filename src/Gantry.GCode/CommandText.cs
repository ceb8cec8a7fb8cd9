using System.Buffers;
using Gantry.GCode.Words;

namespace Gantry.GCode;

/// <summary>
/// Cuts the command out of a line: without comment, white space around it, line number and checksum. The rules are
/// Marlin 2.1's (queue.cpp, parser.cpp): <c>;</c> begins a comment in every command, M117 too, unless a backslash stands
/// before it; the first <c>*</c> ends a command.
/// </summary>
internal static class CommandText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(";*("u8);

    /// <summary>Gives the command of a line, empty when it has none.</summary>
    /// <param name="line">The line without its line end.</param>
    /// <param name="scratch">Room for as many bytes as the line has; used only when the command is not one piece.</param>
    /// <param name="traits">What was noticed.</param>
    public static Slice Extract(ReadOnlySpan<byte> line, Span<byte> scratch, out CommandTraits traits)
    {
        traits = CommandTraits.None;
        int start = 0;
        while (start < line.Length && IsBlank(line[start]))
            start++;
        if (start == line.Length || line[start] == (byte)';')
            return default;
        ReadOnlySpan<byte> command = line[start..];
        int special = command.IndexOfAny(Special);
        if (special >= 0 || (command[0] | 0x20) == 'n')
            return ExtractSpecial(line, start, scratch, ref traits);
        return Finish(line, start, line.Length, ref traits);
    }

    /// <summary>A space, or what counts as one inside a line: tab, vertical tab, form feed.</summary>
    public static bool IsBlank(byte value) => value is (byte)' ' or 0x09 or 0x0B or 0x0C;

    private static Slice ExtractSpecial(
        ReadOnlySpan<byte> line,
        int start,
        Span<byte> scratch,
        ref CommandTraits traits
    )
    {
        int end = start + CommentStart(line[start..]);
        bool framed = SkipLineNumber(line[..end], ref start);
        if (framed)
            traits |= CommandTraits.WasFramed;
        end = start + ChecksumStart(line[start..end], framed, ref traits);
        ReadOnlySpan<byte> command = line[start..end];
        if (command.IndexOf((byte)'(') < 0 || !ParenthesesAreComments(command))
            return Finish(line, start, end, ref traits);
        int kept = RemoveParentheses(command, scratch);
        if (kept < command.Length)
            traits |= CommandTraits.HadParentheses;
        int from = 0;
        while (from < kept && IsBlank(scratch[from]))
            from++;
        return Finish(scratch, from, kept, ref traits) with { InScratch = true };
    }

    /// <summary>Where the comment begins: the first <c>;</c> that no backslash escapes.</summary>
    private static int CommentStart(ReadOnlySpan<byte> command)
    {
        int semicolon = command.IndexOf((byte)';');
        if (semicolon < 0)
            return command.Length;
        if (semicolon == 0 || command[semicolon - 1] != (byte)'\\')
            return semicolon;
        for (int i = 0; i < command.Length; i++)
        {
            if (command[i] == (byte)'\\')
                i++;
            else if (command[i] == (byte)';')
                return i;
        }
        return command.Length;
    }

    private static bool SkipLineNumber(ReadOnlySpan<byte> line, ref int start)
    {
        if (line.Length < start + 2 || (line[start] | 0x20) != 'n')
            return false;
        int i = start + 1;
        if (line[i] is (byte)'-' or (byte)'+')
            i++;
        int digits = i;
        while (i < line.Length && char.IsAsciiDigit((char)line[i]))
            i++;
        if (i == digits)
            return false;
        while (i < line.Length && IsBlank(line[i]))
            i++;
        start = i;
        return true;
    }

    /// <summary>
    /// Where the checksum begins. A numbered line ends with one; an unnumbered G, M or T command ends at its first star,
    /// as in Marlin. Other words, Klipper's named commands among them, keep their stars.
    /// </summary>
    private static int ChecksumStart(ReadOnlySpan<byte> command, bool numbered, ref CommandTraits traits)
    {
        int star =
            IsCoded(command) ? command.IndexOf((byte)'*')
            : numbered ? command.LastIndexOf((byte)'*')
            : -1;
        if (star < 0)
            return command.Length;
        traits |= CommandTraits.WasFramed;
        return star;
    }

    /// <summary>A letter and a number, as G1, M117 or T0.</summary>
    private static bool IsCoded(ReadOnlySpan<byte> command) =>
        command.Length >= 2 && char.IsAsciiLetter((char)command[0]) && char.IsAsciiDigit((char)command[1]);

    /// <summary>
    /// Whether the command carries free text: a message, a host prompt, a file, object or macro name, or is a named
    /// command of Klipper's kind.
    /// </summary>
    public static bool HoldsText(ReadOnlySpan<byte> command)
    {
        if (!IsCoded(command))
            return true;
        if ((command[0] | 0x20) != 'm')
            return false;
        int code = 0;
        for (int i = 1; i < command.Length && i < 6 && char.IsAsciiDigit((char)command[i]); i++)
            code = code * 10 + command[i] - '0';
        return IsTextCode(code);
    }

    /// <summary>Whether free text follows the M code.</summary>
    public static bool IsTextCode(int code) =>
        code is 0 or 1 or 16 or 23 or 28 or 30 or 32 or 33 or 98 or 117 or 118 or 486 or (>= 810 and <= 819) or 928;

    /// <summary>
    /// Whether a parenthesis opens a comment here. Every dialect that uses them means a comment (the words inside never
    /// belong to the command), but a text or a file name may hold parentheses of its own.
    /// </summary>
    private static bool ParenthesesAreComments(ReadOnlySpan<byte> command) =>
        command[0] == (byte)'(' || !HoldsText(command);

    private static int RemoveParentheses(ReadOnlySpan<byte> command, Span<byte> scratch)
    {
        int kept = 0;
        bool comment = false;
        bool quoted = false;
        foreach (byte b in command)
        {
            if (comment)
            {
                comment = b != (byte)')';
                continue;
            }
            quoted ^= b == (byte)'"';
            comment = b == (byte)'(' && !quoted;
            if (!comment)
                scratch[kept++] = b;
        }
        return kept;
    }

    private static Slice Finish(ReadOnlySpan<byte> text, int start, int end, ref CommandTraits traits)
    {
        while (end > start && IsBlank(text[end - 1]))
            end--;
        if (text[start..end].IndexOfAny((byte)'M', (byte)'m') >= 0 && GCodeCodeReader.Has(text[start..end], 'M', 110))
            traits |= CommandTraits.SetsLineNumber;
        return new Slice(start, end - start, false);
    }

    /// <summary>A piece of the line, or of the scratch buffer.</summary>
    internal readonly record struct Slice(int Start, int Length, bool InScratch);
}
