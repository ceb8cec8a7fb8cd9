using Gantry.GCode.Analysis;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Jobs;

/// <summary>What a printer must be able to do for some bytes. Kept with the job, because its bytes never change. Null: not known.</summary>
public sealed record JobFacts
{
    /// <summary>The printer that the slicer made it for.</summary>
    public string PrinterModel { get; init; } = "";

    /// <summary>The material of each tool, as <c>PLA</c>; empty where nobody says.</summary>
    public IReadOnlyDictionary<int, string> Materials { get; init; } = new Dictionary<int, string>();

    /// <summary>The nozzle of each tool, mm.</summary>
    public IReadOnlyDictionary<int, double> Nozzles { get; init; } = new Dictionary<int, double>();

    /// <summary>The hottest that each hotend is set to, °C.</summary>
    public IReadOnlyDictionary<int, double> HotendsC { get; init; } = new Dictionary<int, double>();

    /// <summary>The hottest that the bed is set to, °C.</summary>
    public double? BedC { get; init; }

    /// <summary>The hottest that the chamber is set to, °C.</summary>
    public double? ChamberC { get; init; }

    /// <summary>The box of what is printed, mm.</summary>
    public Box? Bounds { get; init; }

    /// <summary>Layers.</summary>
    public int? Layers { get; init; }

    /// <summary>Time of a copy in seconds; 0: not known.</summary>
    public double Seconds { get; init; }

    /// <summary>Filament of a copy in mm.</summary>
    public double FilamentMm { get; init; }

    /// <summary>Filament of a copy in grams.</summary>
    public double FilamentG { get; init; }

    /// <summary>All materials in one text, as the history shows them.</summary>
    public string MaterialText => string.Join(", ", Materials.OrderBy(m => m.Key).Select(m => m.Value).Distinct());

    /// <summary>The highest tool number that is used.</summary>
    public int HighestTool => Math.Max(HotendsC.Keys.DefaultIfEmpty(0).Max(), Materials.Keys.DefaultIfEmpty(0).Max());

    /// <summary>What an analysis tells.</summary>
    public static JobFacts Of(GCodeAnalysis analysis, FileFacts facts)
    {
        int[] tools = [.. analysis.Tools.DefaultIfEmpty(0)];
        return new JobFacts
        {
            PrinterModel = analysis.PrinterModel ?? "",
            Materials = analysis
                .Filament.Where(f => tools.Contains(f.Tool) && !string.IsNullOrWhiteSpace(f.Material))
                .ToDictionary(f => f.Tool, f => f.Material!.Trim()),
            Nozzles = tools
                .Where(t => t < analysis.NozzleDiameters.Count && analysis.NozzleDiameters[t] > 0)
                .Distinct()
                .ToDictionary(t => t, t => analysis.NozzleDiameters[t]),
            HotendsC = analysis
                .Temperatures.Hotends.Where(h => h.Value.Highest > 0)
                .ToDictionary(h => h.Key, h => h.Value.Highest!.Value),
            BedC = analysis.Temperatures.Bed?.Highest,
            ChamberC = analysis.Temperatures.Chamber?.Highest,
            Bounds = analysis.PrintBounds,
            Layers = analysis.Layers.Count > 0 ? analysis.Layers.Count : null,
            Seconds = facts.Seconds,
            FilamentMm = facts.FilamentMm,
            FilamentG = facts.FilamentG,
        };
    }

    /// <summary>What the library's list tells, where there is no analysis.</summary>
    public static JobFacts Of(FileFacts facts) =>
        new()
        {
            PrinterModel = facts.PrinterModel,
            Materials =
                facts.Material.Length > 0 && !facts.Material.Contains(',', StringComparison.Ordinal)
                    ? new Dictionary<int, string> { [0] = facts.Material }
                    : new Dictionary<int, string>(),
            Nozzles =
                facts.NozzleMm > 0
                    ? new Dictionary<int, double> { [0] = facts.NozzleMm }
                    : new Dictionary<int, double>(),
            Seconds = facts.Seconds,
            FilamentMm = facts.FilamentMm,
            FilamentG = facts.FilamentG,
        };
}
