using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Jobs;

namespace Gantry.Fleet.Jobs;

/// <summary>The jobs that somebody may see; see <see cref="Permissions.MaySeeAnyOf"/>.</summary>
internal static class JobSight
{
    /// <summary>Of some jobs those that the caller may see. Only for a key for certain printers anything is looked up.</summary>
    public static async Task<IReadOnlyList<Job>> OfAsync(
        IStoreSession s,
        Caller caller,
        IReadOnlyList<Job> jobs,
        CancellationToken stop
    )
    {
        if (caller.PrinterIds is null || jobs.Count == 0)
            return jobs;
        ILookup<long, long> printedOn = await s.Jobs.PrintersOfAsync(jobs.Select(j => j.Id), stop);
        return [.. jobs.Where(j => caller.MaySeeAnyOf(JobPrinters.Of(j, printedOn[j.Id])))];
    }

    /// <summary>Refuses a job that the caller may not see.</summary>
    /// <exception cref="Errors.FleetException">It is about other printers than those of the key.</exception>
    public static async Task DemandAsync(IStoreSession s, Caller caller, Job job, CancellationToken stop) =>
        caller.Demand((await OfAsync(s, caller, [job], stop)).Count > 0, "The key is for other printers.");
}
