using Gantry.GCode.Analysis;
using Gantry.GCode.Containers;

namespace Gantry.Fleet.Library;

/// <summary>How the library works.</summary>
public sealed record LibraryOptions
{
    /// <summary>How long an upload waits for its analysis before it is answered without.</summary>
    public TimeSpan AnalysisWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How much a packed file may become.</summary>
    public UnpackLimits Unpack { get; init; } = new();

    /// <summary>How files are analysed.</summary>
    public AnalysisOptions Analysis { get; init; } = new();

    /// <summary>How often files are looked for that an analysis was never made of, as after a crash of another node.</summary>
    public TimeSpan AnalysisScan { get; init; } = TimeSpan.FromHours(1);
}
