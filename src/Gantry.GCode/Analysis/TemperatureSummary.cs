namespace Gantry.GCode.Analysis;

/// <summary>What a file wants of the heaters.</summary>
/// <param name="Hotends">By tool number.</param>
/// <param name="Bed">The bed, or null when the file never heats it.</param>
/// <param name="Chamber">The chamber, or null when the file never heats it.</param>
public sealed record TemperatureSummary(
    IReadOnlyDictionary<int, HeaterTemperatures> Hotends,
    HeaterTemperatures? Bed,
    HeaterTemperatures? Chamber
);
