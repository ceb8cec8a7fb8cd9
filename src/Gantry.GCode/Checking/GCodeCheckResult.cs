namespace Gantry.GCode.Checking;

/// <summary>What the check before a print found.</summary>
/// <param name="Findings">The findings, errors first.</param>
/// <param name="Commands">Commands in the file.</param>
/// <param name="Lines">Lines in the file.</param>
/// <param name="Bytes">Bytes in the file.</param>
/// <param name="LineEnds">The line ends met.</param>
/// <param name="Index">Where the commands are, made on the way.</param>
public sealed record GCodeCheckResult(
    IReadOnlyList<GCodeFinding> Findings,
    long Commands,
    long Lines,
    long Bytes,
    LineEnds LineEnds,
    LineIndex Index
)
{
    /// <summary>How hot the file would make a printer.</summary>
    public HeatTargets Heat { get; init; } = new();

    /// <summary>Whether nothing speaks against printing the file.</summary>
    public bool CanPrint => !Findings.Any(f => f.Severity == GCodeSeverity.Error);

    /// <summary>The first error, or null.</summary>
    public GCodeFinding? FirstError => Findings.FirstOrDefault(f => f.Severity == GCodeSeverity.Error);
}
