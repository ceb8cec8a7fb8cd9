namespace Gantry.GCode.Checking;

/// <summary>What the check before a print must know of the printer.</summary>
public sealed record GCodeCheckOptions
{
    /// <summary>
    /// The most characters of a line that the firmware takes, line number and checksum included. Marlin's MAX_CMD_SIZE
    /// is 96 with the closing zero: 95 get through, and a longer line is refused for ever.
    /// </summary>
    public int MaxLineCharacters { get; init; } = 95;

    /// <summary>The line number that the first command of the file will get.</summary>
    public long FirstLineNumber { get; init; } = 1;

    /// <summary>
    /// Line numbers that interventions during the print may use up, so that a command does not grow over the limit when
    /// its number gets one more digit.
    /// </summary>
    public long ReservedLineNumbers { get; init; } = 1000;

    /// <summary>A longer line is no G-code. In bytes.</summary>
    public int MaxLineBytes { get; init; } = LineScanner.DefaultMaxLineBytes;
}
