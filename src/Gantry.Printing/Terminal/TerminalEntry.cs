using Gantry.Firmware;

namespace Gantry.Printing.Terminal;

/// <summary>A line of the terminal's log, valid until its reader reads on.</summary>
public readonly ref struct TerminalEntry
{
    internal TerminalEntry(TerminalHeader header, ReadOnlySpan<byte> text)
    {
        Sequence = header.Sequence;
        At = new TimeSpan(header.Ticks);
        Direction = header.Direction;
        IsCut = header.IsCut;
        Text = text;
    }

    /// <summary>The number of the line, from 1; they have no gaps but where lines were lost.</summary>
    public long Sequence { get; }

    /// <summary>When it was said.</summary>
    public TimeSpan At { get; }

    /// <summary>Who said it.</summary>
    public TerminalDirection Direction { get; }

    /// <summary>Whether its end was cut off.</summary>
    public bool IsCut { get; }

    /// <summary>The line as its bytes, without its end. Not fit to be shown: the printer may say anything.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>The line fit to be shown.</summary>
    public string ToText() => FirmwareText.Clean(Text, TerminalLog.MostBytes, keepSpaces: true);
}
