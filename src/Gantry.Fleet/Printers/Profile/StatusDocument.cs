namespace Gantry.Fleet.Printers.Profile;

/// <summary>What the database keeps of a printer's status as one JSON document.</summary>
public sealed record StatusDocument
{
    /// <summary>The materials that are loaded, by tool.</summary>
    public IReadOnlyList<LoadedMaterial> Materials { get; init; } = [];

    /// <summary>What was said of the plate as it is; null: nothing yet.</summary>
    public PlateTold? PlateTold { get; init; }
}
