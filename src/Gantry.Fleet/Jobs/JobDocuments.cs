using Gantry.Fleet.Json;
using Gantry.Fleet.Matching;
using Gantry.Storage.Jobs;

namespace Gantry.Fleet.Jobs;

/// <summary>Reads and writes what the database keeps of a job as JSON.</summary>
internal static class JobDocuments
{
    public static JobDocument Of(Job job) => FleetJson.Read<JobDocument>(job.Document);

    public static JobRouting RoutingOf(Job job) => FleetJson.Read<JobRouting>(job.Routing);

    public static string Write(JobDocument document) => FleetJson.Write(document);

    public static string Write(JobRouting routing) => FleetJson.Write(routing);

    /// <summary>What the matcher must know of a job.</summary>
    public static MatchJob ToMatch(Job job)
    {
        JobDocument document = Of(job);
        return new MatchJob
        {
            Id = job.Id,
            ContentHash = job.ContentHash,
            Facts = document.Facts,
            Variants =
            [
                .. from variant in job.Variants
                where variant.ContentHash is not null
                let hash = variant.ContentHash!.Value
                select new MatchVariant(variant.PrinterModel, hash, document.FactsOf(hash.ToString())),
            ],
            Routing = RoutingOf(job),
            PrinterId = job.PrinterId,
            CopiesLeft = Math.Max(0, job.Copies - job.CopiesStarted),
            NotBefore = job.NotBefore,
            Held = job.IsHeld ? job.HoldReason : null,
            NeedsApproval = job.State == JobState.AwaitingApproval,
            IsDirect = document.IsDirect,
        };
    }
}
