using System.Globalization;

namespace Gantry.Fleet.Matching;

/// <summary>What keeps a job from starting anywhere.</summary>
internal static class JobReasons
{
    public static IReadOnlyList<WaitReason> Of(MatchInput input, MatchJob job)
    {
        var reasons = new List<WaitReason>();
        if (job.NeedsApproval)
            reasons.Add(new(WaitCode.Approval, "An operator must approve the job first."));
        if (job.Held is { } why)
            reasons.Add(new(WaitCode.Held, why.Length > 0 ? $"The job is held: {why}" : "The job is held."));
        if (NamesNone(input, job))
            reasons.Add(
                new(WaitCode.OtherPrinter, "The printers that the job may have do not exist any more. Choose others.")
            );
        if (input.Rules.IsPaused && !job.IsDirect)
            reasons.Add(new(WaitCode.Held, "The queue is paused."));
        if (job.NotBefore is { } start && start > input.Now)
            reasons.Add(
                new(
                    WaitCode.NotBefore,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The job starts at {start.ToOffset(input.Now.Offset):yyyy-MM-dd HH:mm} at the earliest."
                    )
                )
            );
        if (
            !job.IsDirect
            && input.Rules.WorkingHours is { Count: > 0 } hours
            && !hours.Any(h => h.Contains(input.Now.DateTime))
        )
            reasons.Add(new(WaitCode.WorkingHours, $"It is outside the working hours ({string.Join("; ", hours)})."));
        return reasons;
    }

    private static bool NamesNone(MatchInput input, MatchJob job)
    {
        if (job.PrinterId is { } only)
            return !Exists(input, only);
        return job.Routing.PrinterIds is { } ids && !ids.Any(id => Exists(input, id));
    }

    private static bool Exists(MatchInput input, long id) =>
        input.Existing?.Contains(id) ?? input.Printers.Any(p => p.Id == id);
}
