using System.Text;
using Gantry.Firmware;

namespace Gantry.Printing.Terminal;

/// <summary>What a reader of the terminal's log wants to see.</summary>
public sealed record TerminalFilter
{
    private readonly byte[] _search = [];
    private readonly string _searchText = "";

    /// <summary>Everything is shown.</summary>
    public static TerminalFilter None { get; } = new();

    /// <summary>Leave out temperature reports, and M105 and M155 that ask for them.</summary>
    public bool HideTemperatures { get; init; }

    /// <summary>Leave out acknowledgements: <c>ok</c>, with numbers or without, and Repetier's <c>wait</c>.</summary>
    public bool HideAcknowledgements { get; init; }

    /// <summary>Leave out <c>busy</c>.</summary>
    public bool HideBusy { get; init; }

    /// <summary>Leave out moves that were sent (G0 to G3).</summary>
    public bool HideSentMoves { get; init; }

    /// <summary>Leave out everything that was sent.</summary>
    public bool HideSent { get; init; }

    /// <summary>Show only lines that contain this, whatever the case of Latin letters; empty for all. At most 100 characters count.</summary>
    public string Search
    {
        get => _searchText;
        init
        {
            _searchText = value.Length > 100 ? value[..100] : value;
            _search = Encoding.UTF8.GetBytes(_searchText);
            Lower(_search);
        }
    }

    /// <summary>Whether a line is shown.</summary>
    public bool Shows(in TerminalEntry entry)
    {
        bool hidden = entry.Direction switch
        {
            TerminalDirection.Sent => HidesSent(entry.Text),
            TerminalDirection.Received => HidesReceived(entry.Text),
            _ => false,
        };
        return !hidden && Contains(entry.Text);
    }

    private bool HidesSent(ReadOnlySpan<byte> line)
    {
        if (HideSent)
            return true;
        if (!HideSentMoves && !HideTemperatures)
            return false;
        ReadOnlySpan<byte> command = WithoutNumber(line);
        if (command.Length < 2)
            return false;
        bool isMove = command[0] == 'G' && command[1] is >= (byte)'0' and <= (byte)'3' && !IsDigitAt(command, 2);
        bool asksTemperatures =
            (command.StartsWith("M105"u8) || command.StartsWith("M155"u8)) && !IsDigitAt(command, 4);
        return (HideSentMoves && isMove) || (HideTemperatures && asksTemperatures);
    }

    private bool HidesReceived(ReadOnlySpan<byte> line)
    {
        Reply reply = ReplyParser.Parse(line);
        return reply.HasTemperatures ? HideTemperatures
            : reply.Kind is ReplyKind.Ok or ReplyKind.Wait ? HideAcknowledgements
            : reply.Kind == ReplyKind.Busy && HideBusy;
    }

    private bool Contains(ReadOnlySpan<byte> text)
    {
        if (_search.Length == 0)
            return true;
        Span<byte> lower = stackalloc byte[TerminalLog.MostBytes];
        lower = lower[..Math.Min(text.Length, lower.Length)];
        text[..lower.Length].CopyTo(lower);
        Lower(lower);
        return lower.IndexOf(_search) >= 0;
    }

    private static void Lower(Span<byte> text)
    {
        foreach (ref byte b in text)
            if (b is >= (byte)'A' and <= (byte)'Z')
                b += 'a' - 'A';
    }

    /// <summary>The command of a line <c>N12G1 X5*33</c>.</summary>
    private static ReadOnlySpan<byte> WithoutNumber(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] != 'N')
            return line;
        int i = 1;
        while (i < line.Length && (IsDigitAt(line, i) || line[i] == ' '))
            i++;
        return line[i..];
    }

    private static bool IsDigitAt(ReadOnlySpan<byte> text, int at) =>
        at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9';
}
