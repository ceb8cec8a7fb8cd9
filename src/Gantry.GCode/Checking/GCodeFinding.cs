namespace Gantry.GCode.Checking;

/// <summary>Something that the check before a print found in a file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Severity">What it means for the print.</param>
/// <param name="Message">One sentence or two for the user: what came, what was expected, what to do.</param>
/// <param name="FirstLine">The first line where it occurs, counted from 1; 0 when it concerns the whole file.</param>
/// <param name="Count">How many lines it concerns.</param>
public sealed record GCodeFinding(
    GCodeFindingKind Kind,
    GCodeSeverity Severity,
    string Message,
    long FirstLine,
    long Count
);
