namespace Gantry.GCode.Analysis;

/// <summary>What one tool needs of its filament. Null where neither the slicer nor the moves tell.</summary>
public sealed record FilamentUse
{
    /// <summary>The tool, counted from 0.</summary>
    public required int Tool { get; init; }

    /// <summary>Length by the slicer, or by the moves where it does not say, in mm.</summary>
    public double? LengthMm { get; init; }

    /// <summary>Length by the moves of the extruder, retractions subtracted, in mm.</summary>
    public double MovedMm { get; init; }

    /// <summary>Volume in cm³.</summary>
    public double? VolumeCm3 { get; init; }

    /// <summary>Weight in grams.</summary>
    public double? WeightG { get; init; }

    /// <summary>Diameter in mm.</summary>
    public double? DiameterMm { get; init; }

    /// <summary>Density in g/cm³.</summary>
    public double? Density { get; init; }

    /// <summary>The kind of material, as <c>PLA</c>.</summary>
    public string? Material { get; init; }

    /// <summary>The name of the filament, as <c>Generic PLA</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The colour as the slicer writes it, as <c>#FF8000</c>.</summary>
    public string? Color { get; init; }
}
