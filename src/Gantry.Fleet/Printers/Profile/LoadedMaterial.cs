namespace Gantry.Fleet.Printers.Profile;

/// <summary>A material that is loaded in a printer.</summary>
public sealed record LoadedMaterial
{
    /// <summary>The tool that has it.</summary>
    public int Tool { get; init; }

    /// <summary>The kind, as <c>PLA</c>.</summary>
    public string Material { get; init; } = "";

    /// <summary>The colour as <c>#rrggbb</c>; empty when nobody said.</summary>
    public string Colour { get; init; } = "";

    /// <summary>Who made it.</summary>
    public string Brand { get; init; } = "";

    /// <summary>What is left of it in grams; null when nobody knows.</summary>
    public double? RemainingG { get; init; }
}
