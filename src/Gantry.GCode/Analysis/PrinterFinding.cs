using Gantry.GCode.Checking;

namespace Gantry.GCode.Analysis;

/// <summary>Something that a printer cannot do of what a file wants.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Severity">Whether it forbids the print.</param>
/// <param name="Message">A sentence for the user, with what is wanted and what there is.</param>
public sealed record PrinterFinding(PrinterFindingKind Kind, GCodeSeverity Severity, string Message);
