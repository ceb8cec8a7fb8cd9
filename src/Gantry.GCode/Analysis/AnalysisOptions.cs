using Gantry.GCode.Motion;

namespace Gantry.GCode.Analysis;

/// <summary>What an analysis is to do.</summary>
public sealed record AnalysisOptions
{
    /// <summary>The machine to estimate the print time for; null for no estimate, which is faster.</summary>
    public MachineSettings? Machine { get; init; } = MachineSettings.Marlin;

    /// <summary>The printer to hold the file against; null for none.</summary>
    public PrinterLimits? Limits { get; init; }

    /// <summary>Keep the pictures.</summary>
    public bool Thumbnails { get; init; } = true;
}
