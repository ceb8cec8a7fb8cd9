using Gantry.Storage.Jobs;

namespace Gantry.Fleet.People;

/// <summary>What somebody asked for in the last seven days.</summary>
/// <param name="Jobs">Jobs.</param>
/// <param name="Hours">Hours of printing.</param>
/// <param name="Grams">Grams of filament.</param>
/// <param name="Open">Jobs that have not ended, whenever they were sent.</param>
public sealed record QuotaUsage(int Jobs, double Hours, double Grams, int Open)
{
    internal static QuotaUsage From(JobUsage usage) => new(usage.Jobs, usage.Hours, usage.Grams, usage.Open);
}
