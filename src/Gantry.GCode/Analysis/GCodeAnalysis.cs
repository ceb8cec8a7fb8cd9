using Gantry.GCode.Containers;

namespace Gantry.GCode.Analysis;

/// <summary>What one pass over a file tells about it. Lengths in mm, times in seconds, temperatures in °C.</summary>
public sealed record GCodeAnalysis
{
    /// <summary>What the file is, whatever its name says.</summary>
    public required ContentKind Content { get; init; }

    /// <summary>The program that made it, or null when it does not say.</summary>
    public SlicerIdentity? Slicer { get; init; }

    /// <summary>The dialect that the slicer wrote, as <c>Marlin</c>, <c>Griffin</c>, <c>klipper</c>.</summary>
    public string? Flavor { get; init; }

    /// <summary>The printer that the file was made for, or null.</summary>
    public string? PrinterModel { get; init; }

    /// <summary>Bytes of G-code (unpacked).</summary>
    public required long Bytes { get; init; }

    /// <summary>Lines of G-code.</summary>
    public required long Lines { get; init; }

    /// <summary>Commands.</summary>
    public required long Commands { get; init; }

    /// <summary>Commands that are a G, M or T code. A file without one is text, but no G-code.</summary>
    public required long CodedCommands { get; init; }

    /// <summary>The slicer's own estimate, or null.</summary>
    public double? SlicerSeconds { get; init; }

    /// <summary>Our estimate for the given machine, without heating; null when none was asked for.</summary>
    public double? EstimatedSeconds { get; init; }

    /// <summary>Filament for each tool that needs some.</summary>
    public required IReadOnlyList<FilamentUse> Filament { get; init; }

    /// <summary>The box of all that is printed (without priming before the first layer); null when nothing is.</summary>
    public Box? PrintBounds { get; init; }

    /// <summary>The box of all moves.</summary>
    public Box? MoveBounds { get; init; }

    /// <summary>The box of the first layer.</summary>
    public Box? FirstLayerBounds { get; init; }

    /// <summary>The layers.</summary>
    public required LayerSummary Layers { get; init; }

    /// <summary>The heaters.</summary>
    public required TemperatureSummary Temperatures { get; init; }

    /// <summary>The tools that extrude or are selected.</summary>
    public required IReadOnlyList<int> Tools { get; init; }

    /// <summary>The nozzle of each tool, as far as the slicer says.</summary>
    public required IReadOnlyList<double> NozzleDiameters { get; init; }

    /// <summary>The objects by name, as far as the slicer labels them.</summary>
    public required IReadOnlyList<string> Objects { get; init; }

    /// <summary>The pictures.</summary>
    public required IReadOnlyList<Thumbnail> Thumbnails { get; init; }

    /// <summary>All settings that the slicer wrote down, by its own names.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Whether there were more settings than are kept.</summary>
    public bool SettingsCut { get; init; }

    /// <summary>What the given printer cannot do.</summary>
    public required IReadOnlyList<PrinterFinding> Findings { get; init; }
}
