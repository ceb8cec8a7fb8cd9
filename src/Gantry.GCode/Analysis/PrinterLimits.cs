namespace Gantry.GCode.Analysis;

/// <summary>What a printer can do. A null limit is not checked.</summary>
public sealed record PrinterLimits
{
    /// <summary>The lowest reachable coordinates, mm.</summary>
    public double MinX { get; init; }

    /// <inheritdoc cref="MinX"/>
    public double MinY { get; init; }

    /// <inheritdoc cref="MinX"/>
    public double MinZ { get; init; }

    /// <summary>The highest coordinate in X, mm.</summary>
    public double? MaxX { get; init; }

    /// <summary>The highest coordinate in Y, mm.</summary>
    public double? MaxY { get; init; }

    /// <summary>The highest coordinate in Z, mm.</summary>
    public double? MaxZ { get; init; }

    /// <summary>The bed is a circle within the given coordinates, as on delta printers.</summary>
    public bool RoundBed { get; init; }

    /// <summary>The hottest that a hotend may be set to, °C.</summary>
    public double? MaxHotend { get; init; }

    /// <summary>The hottest of each tool's hotend, °C, where they differ; <see cref="MaxHotend"/> holds for all others.</summary>
    public IReadOnlyList<double>? MaxHotends { get; init; }

    /// <summary>The hottest that the bed may be set to, °C; 0 for a bed without a heater.</summary>
    public double? MaxBed { get; init; }

    /// <summary>The hottest that the chamber may be set to, °C; 0 for none.</summary>
    public double? MaxChamber { get; init; }

    /// <summary>How many tools there are.</summary>
    public int? Tools { get; init; }

    /// <summary>The nozzle of each tool, mm.</summary>
    public IReadOnlyList<double>? NozzleDiameters { get; init; }

    /// <summary>The hottest that the hotend of a tool may be set to, °C.</summary>
    public double? HotendOf(int tool) => tool >= 0 && tool < MaxHotends?.Count ? MaxHotends[tool] : MaxHotend;
}
