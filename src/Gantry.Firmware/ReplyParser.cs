using System.Buffers.Text;

namespace Gantry.Firmware;

/// <summary>
/// Understands one line from the firmware. Texts are those that Marlin 1.1.9 to 2.1.2.7, Repetier 1.0.4, Prusa's firmware and
/// Klipper's pseudo-terminal really send. Noise must not pass for an answer, so a line is taken for what it says only when it
/// says it from its first byte on; everything else is <see cref="ReplyKind.Other"/>.
/// </summary>
public static class ReplyParser
{
    /// <summary>Understands a line.</summary>
    /// <param name="line">The line without its end.</param>
    public static Reply Parse(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r\0"u8);
        if (line.IsEmpty)
            return Other(line);
        return line[0] switch
        {
            (byte)'o' => ParseOk(line),
            (byte)'R' or (byte)'r' => ParseResend(line),
            (byte)'E' or (byte)'!' or (byte)'f' => ParseError(line),
            (byte)'e' => ParseEcho(line),
            (byte)'b' when line.StartsWith("busy:"u8) => Plain(ReplyKind.Busy, line),
            (byte)'w' when line.SequenceEqual("wait"u8) => Plain(ReplyKind.Wait, line),
            (byte)'s' => ParseStart(line),
            (byte)'T' or (byte)'B' or (byte)'C' when IsTemperature(line) => ParseTemperatures(line),
            (byte)'/' when line.StartsWith("//action:"u8) => Plain(ReplyKind.Action, line),
            _ => Other(line),
        };
    }

    private static Reply ParseOk(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("ok"u8) || (line.Length > 2 && line[2] != ' '))
            return Other(line);
        ReadOnlySpan<byte> rest = line.Length > 3 ? line[3..] : default;
        if (rest.IsEmpty)
            return Plain(ReplyKind.Ok, line);
        if (IsTemperature(rest.TrimStart((byte)' ')))
            return new Reply
            {
                Kind = ReplyKind.Ok,
                Text = line,
                Number = -1,
                LastLine = -1,
                QueueFree = -1,
                PlannerFree = -1,
                HasTemperatures = true,
            };
        return new Reply
        {
            Kind = ReplyKind.Ok,
            Text = line,
            // Marlin: "ok N123 P15 B3". Repetier: "ok 123".
            Number = rest[0] is >= (byte)'0' and <= (byte)'9' ? WholeNumber(rest) : Field(rest, (byte)'N'),
            LastLine = -1,
            PlannerFree = (int)Field(rest, (byte)'P'),
            QueueFree = (int)Field(rest, (byte)'B'),
        };
    }

    private static Reply ParseResend(ReadOnlySpan<byte> line)
    {
        int length =
            line.StartsWith("Resend:"u8) || line.StartsWith("resend:"u8) ? 7
            : line.StartsWith("rs "u8) ? 3
            : 0;
        if (length == 0)
            return Other(line);
        ReadOnlySpan<byte> rest = line[length..].TrimStart((byte)' ');
        if (!rest.IsEmpty && rest[0] == 'N')
            rest = rest[1..];
        return Plain(ReplyKind.Resend, line) with { Number = WholeNumber(rest) };
    }

    private static Reply ParseError(ReadOnlySpan<byte> line)
    {
        bool isError = line.StartsWith("Error:"u8) || line.StartsWith("!!"u8) || line.StartsWith("fatal:"u8);
        if (!isError)
            return Other(line);
        return Plain(ReplyKind.Error, line) with { LastLine = LastLineOf(line) };
    }

    private static long LastLineOf(ReadOnlySpan<byte> error)
    {
        long last = NumberBehind(error, "Last Line:"u8);
        if (last != -1)
            return last;
        // Repetier: "Error:expected line 3 got 5".
        long expected = NumberBehind(error, "expected line "u8);
        return expected > 0 ? expected - 1 : -1;
    }

    private static long NumberBehind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> words)
    {
        int at = text.IndexOf(words);
        if (at < 0)
            return -1;
        ReadOnlySpan<byte> number = text[(at + words.Length)..].TrimStart((byte)' ');
        return IsBelowZero(number) ? Reply.BelowZero : WholeNumber(number);
    }

    private static bool IsBelowZero(ReadOnlySpan<byte> number) =>
        number.Length > 1 && number[0] == '-' && WholeNumber(number[1..]) > 0;

    private static Reply ParseEcho(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("echo:busy:"u8))
            return Plain(ReplyKind.Busy, line);
        return Plain(line.StartsWith("echo:Unknown command:"u8) ? ReplyKind.UnknownCommand : ReplyKind.Other, line);
    }

    private static Reply ParseStart(ReadOnlySpan<byte> line)
    {
        if (line.SequenceEqual("start"u8))
            return Plain(ReplyKind.Start, line);
        return line.StartsWith("skip "u8)
            ? Plain(ReplyKind.Skip, line) with
            {
                Number = WholeNumber(line[5..]),
            }
            : Other(line);
    }

    private static Reply ParseTemperatures(ReadOnlySpan<byte> line) =>
        Plain(ReplyKind.Temperatures, line) with
        {
            HasTemperatures = true,
            IsHeatingWait = line.IndexOf(" W:"u8) >= 0,
        };

    /// <summary><c>T:</c>, <c>T0:</c>, <c>B:</c> or <c>C:</c>, then a number.</summary>
    private static bool IsTemperature(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text[0] is not ((byte)'T' or (byte)'B' or (byte)'C'))
            return false;
        int colon = text[1] == ':' ? 1 : 2;
        return text.Length > colon + 1
            && text[colon] == ':'
            && (colon == 1 || text[1] is >= (byte)'0' and <= (byte)'9')
            && text[colon + 1] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.' or (byte)' ';
    }

    /// <summary>The number behind a letter, as in <c>P15</c>; -1 when it is not there.</summary>
    private static long Field(ReadOnlySpan<byte> fields, byte letter)
    {
        while (!fields.IsEmpty)
        {
            int end = fields.IndexOf((byte)' ');
            ReadOnlySpan<byte> field = end < 0 ? fields : fields[..end];
            if (field.Length > 1 && field[0] == letter)
                return WholeNumber(field[1..]);
            fields = end < 0 ? default : fields[(end + 1)..];
        }
        return -1;
    }

    /// <summary>A number that is followed by nothing, or by a space; -1 for anything else, so that a damaged one is not believed.</summary>
    private static long WholeNumber(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long value, out int used)
        && value >= 0
        && (used == text.Length || text[used] is (byte)' ' or (byte)':')
            ? value
            : -1;

    private static Reply Other(ReadOnlySpan<byte> line) => Plain(ReplyKind.Other, line);

    private static Reply Plain(ReplyKind kind, ReadOnlySpan<byte> line) =>
        new()
        {
            Kind = kind,
            Text = line,
            Number = -1,
            LastLine = -1,
            QueueFree = -1,
            PlannerFree = -1,
        };
}
