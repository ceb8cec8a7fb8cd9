using Gantry.Storage;
using Gantry.Storage.Jobs;

namespace Gantry.Fleet.Prints;

/// <summary>Ends jobs of which every copy is made: started, printed, and off its plate.</summary>
internal static class JobEnds
{
    /// <summary>Looks whether a job is done.</summary>
    public static async Task SettleAsync(IStoreSession s, long jobId, CancellationToken stop)
    {
        if (await s.Jobs.FindAsync(jobId, stop) is not { EndedAt: null } job || job.CopiesStarted < job.Copies)
            return;
        if (job.State is not (JobState.Active or JobState.Queued) || await HasPrintAsync(s, jobId, stop))
            return;
        await s.Jobs.UpdateAsync(job with { State = JobState.Done, EndedAt = s.Now }, stop);
        s.Tell(FleetTopic.Job, jobId);
    }

    /// <summary>Whether a copy is being printed, or lies on a plate.</summary>
    private static async Task<bool> HasPrintAsync(IStoreSession s, long jobId, CancellationToken stop)
    {
        if ((await s.Prints.ListActiveAsync(stop)).Any(p => p.JobId == jobId))
            return true;
        foreach (var status in await s.Printers.ListStatusAsync(stop))
            if (
                status.PlatePrintId is { } lies
                && await s.Prints.FindAsync(lies, stop) is { } print
                && print.JobId == jobId
            )
                return true;
        return false;
    }
}
