using Gantry.Storage.Jobs;

namespace Gantry.Fleet.People;

/// <summary>What a job asks for, to be held against a quota.</summary>
/// <param name="Copies">How many.</param>
/// <param name="SecondsEach">Time of a copy in seconds, of the longest variant; 0: not known.</param>
/// <param name="GramsEach">Filament of a copy in grams, of the heaviest variant; 0: not known.</param>
public sealed record JobDemand(int Copies, double SecondsEach, double GramsEach)
{
    /// <summary>What a job asks for with all its variants.</summary>
    public static JobDemand Of(Job job) =>
        new(
            job.Copies,
            job.Variants.Select(v => v.Seconds).Append(job.Seconds).Max(),
            job.Variants.Select(v => v.FilamentG).Append(job.FilamentG).Max()
        );
}
