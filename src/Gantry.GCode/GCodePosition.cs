namespace Gantry.GCode;

/// <summary>A place between two lines of a G-code file, from which reading can go on.</summary>
/// <param name="Offset">Bytes before this place.</param>
/// <param name="LineNumber">Number of the line that starts here, counted from 1.</param>
/// <param name="CommandNumber">Commands before this place.</param>
public readonly record struct GCodePosition(long Offset, long LineNumber, long CommandNumber)
{
    /// <summary>The beginning of a file.</summary>
    public static GCodePosition Start => new(0, 1, 0);
}
