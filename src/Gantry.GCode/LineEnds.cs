namespace Gantry.GCode;

/// <summary>The kinds of line ends met in a file.</summary>
[Flags]
public enum LineEnds
{
    /// <summary>No line end so far.</summary>
    None = 0,

    /// <summary>A line feed, as Unix writes it.</summary>
    Lf = 1,

    /// <summary>Carriage return and line feed, as Windows writes it.</summary>
    CrLf = 2,

    /// <summary>A carriage return alone, as old Macs wrote it.</summary>
    Cr = 4,
}
