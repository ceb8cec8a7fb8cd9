using Gantry.Storage.History;

namespace Gantry.Fleet.History;

/// <summary>The prints of one group, added up.</summary>
/// <param name="Key">The group: a name, a material, a month.</param>
/// <param name="Prints">Prints that ended.</param>
/// <param name="Good">Of them, called good.</param>
/// <param name="Bad">Of them, called bad.</param>
/// <param name="Failed">Of them, failed or stopped.</param>
/// <param name="Seconds">Seconds of printing.</param>
/// <param name="FilamentG">Filament in grams.</param>
/// <param name="Cost">Cost, of those where it is known.</param>
/// <param name="EnergyWh">Energy, of those that were measured.</param>
public sealed record StatisticsRow(
    string Key,
    long Prints,
    long Good,
    long Bad,
    long Failed,
    double Seconds,
    double FilamentG,
    double Cost,
    double EnergyWh
)
{
    internal static StatisticsRow Of(PrintStatistics s) =>
        new(s.Group, s.Prints, s.Good, s.Bad, s.Failed + s.Cancelled, s.Seconds, s.FilamentG, s.Cost, s.EnergyWh);
}
