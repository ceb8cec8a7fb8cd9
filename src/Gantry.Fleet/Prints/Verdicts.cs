using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;

namespace Gantry.Fleet.Prints;

/// <summary>What a person says of a print, and what follows from it for the file and the job.</summary>
internal static class Verdicts
{
    /// <summary>Writes a verdict down.</summary>
    /// <param name="s">The unit of work.</param>
    /// <param name="print">The print, which has ended.</param>
    /// <param name="verdict">What it is.</param>
    /// <param name="reason">Why.</param>
    /// <param name="requeues">Whether its copy is to be made once more.</param>
    /// <param name="caller">Who says so.</param>
    /// <param name="stop">Ends the call.</param>
    public static async Task<PrintRecord> JudgeAsync(
        IStoreSession s,
        PrintRecord print,
        PrintVerdict verdict,
        string reason,
        bool requeues,
        Caller caller,
        CancellationToken stop
    )
    {
        (int good, int bad) = (
            Change(print.Verdict, verdict, PrintVerdict.Good),
            Change(print.Verdict, verdict, PrintVerdict.Bad)
        );
        PrintRecord judged = await s.Prints.UpdateAsync(
            print with
            {
                Verdict = verdict,
                VerdictReason = reason,
                VerdictBy = caller.Name,
                VerdictAt = s.Now,
            },
            stop
        );
        if (good != 0 || bad != 0)
            await s.Files.CountPrintAsync(print.ContentHash, good, bad, print.EndedAt ?? s.Now, stop);
        if (print.JobId is { } jobId && await s.Jobs.FindAsync(jobId, stop) is { } job)
            await CountAsync(s, job, good, bad, requeues, stop);
        s.Audit.Append(caller.Audit("print.judge", "print", print.Id, print.FileName));
        s.Tell(FleetTopic.Print, print.Id);
        return judged;
    }

    private static async Task CountAsync(
        IStoreSession s,
        Job job,
        int good,
        int bad,
        bool requeues,
        CancellationToken stop
    )
    {
        bool returns = requeues && job.CopiesStarted > 0 && job.State is not (JobState.Cancelled or JobState.Refused);
        Job changed = job with
        {
            CopiesGood = Math.Max(0, job.CopiesGood + good),
            CopiesBad = Math.Max(0, job.CopiesBad + bad),
        };
        if (returns)
            changed = changed with { CopiesStarted = job.CopiesStarted - 1, State = JobState.Queued, EndedAt = null };
        if (changed != job)
            await s.Jobs.UpdateAsync(changed, stop);
        s.Tell(FleetTopic.Job, job.Id);
    }

    private static int Change(PrintVerdict before, PrintVerdict after, PrintVerdict counted) =>
        (after == counted ? 1 : 0) - (before == counted ? 1 : 0);
}
