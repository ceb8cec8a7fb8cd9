using Gantry.GCode.Analysis;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>Takes out of an analysis what lists, searches and quotas need.</summary>
internal static class FactsBuilder
{
    /// <summary>Nobody prints thinner filament, so who writes a smaller diameter into a file saves no quota.</summary>
    private const double LeastDiameterMm = 1.75;

    /// <summary>Of PLA, for materials that nothing is known of, in g/cm³.</summary>
    private const double UsualDensity = 1.24;

    // Usual densities in g/cm³, as filament makers' data sheets give them.
    private static readonly Dictionary<string, double> Densities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PLA"] = 1.24,
        ["PETG"] = 1.27,
        ["PET"] = 1.27,
        ["ABS"] = 1.04,
        ["ASA"] = 1.07,
        ["TPU"] = 1.21,
        ["PC"] = 1.2,
        ["PA"] = 1.14,
        ["NYLON"] = 1.14,
        ["PVA"] = 1.23,
        ["HIPS"] = 1.04,
        ["PP"] = 0.9,
    };

    /// <summary>The facts.</summary>
    public static FileFacts Build(GCodeAnalysis analysis) =>
        new()
        {
            Kind = Kind(analysis),
            Slicer = analysis.Slicer is { } slicer ? $"{slicer.Name} {slicer.Version}".Trim() : "",
            PrinterModel = analysis.PrinterModel ?? "",
            Material = string.Join(", ", analysis.Filament.Select(f => f.Material).OfType<string>().Distinct()),
            NozzleMm = analysis.NozzleDiameters.Count > 0 ? analysis.NozzleDiameters[0] : 0,
            LayerMm = analysis.Layers.Height ?? analysis.Layers.FirstHeight ?? 0,
            Seconds = analysis.EstimatedSeconds ?? analysis.SlicerSeconds ?? 0,
            FilamentMm = Math.Round(analysis.Filament.Sum(Length), 1),
            FilamentG = Math.Round(analysis.Filament.Sum(Weight), 2),
            SizeX = analysis.PrintBounds?.SizeX ?? 0,
            SizeY = analysis.PrintBounds?.SizeY ?? 0,
            SizeZ = analysis.PrintBounds?.SizeZ ?? 0,
            Tools = analysis.Tools.Count,
        };

    private static string Kind(GCodeAnalysis analysis) =>
        analysis.Content switch
        {
            GCode.Containers.ContentKind.Gzip => "gzip",
            GCode.Containers.ContentKind.Zip => "zip",
            GCode.Containers.ContentKind.BinaryGCode => "bgcode",
            _ => "gcode",
        };

    /// <summary>What the moves take counts, when the header says less: a quota must not go by what anybody can write there.</summary>
    private static double Length(FilamentUse use) => Math.Max(use.LengthMm ?? 0, use.MovedMm);

    private static double Weight(FilamentUse use)
    {
        double diameter = Math.Max(use.DiameterMm ?? 0, LeastDiameterMm);
        double least = Densities.GetValueOrDefault(use.Material ?? "", UsualDensity);
        // Half of the usual one is foam; less is a slip of the pen, or of somebody who wants to save.
        double density = use.Density is { } said && said >= least / 2 ? said : least;
        double moved = Length(use) * Math.PI * diameter * diameter / 4 / 1000 * density;
        return use.WeightG is { } weight && weight >= moved / 2 ? weight : moved;
    }
}
