namespace Gantry.Fleet.Matching;

/// <summary>
/// Decides which copy of which job starts on which printer. A pure function of what it is given: it looks at no clock and at no
/// database, and the same input gives the same answer.
/// </summary>
/// <remarks>
/// Jobs are looked at in the queue's order. A job that fits no free printer holds up nobody behind it. Among the printers that
/// a job fits, the least worn one comes first, or the first in the list where wear does not matter.
/// </remarks>
public static class Matcher
{
    /// <summary>The copies that can start now; each printer at most once.</summary>
    public static IReadOnlyList<Assignment> Assign(MatchInput input)
    {
        if (input.Rules.Blocked is not null)
            return [];
        var started = new List<Assignment>();
        var taken = new HashSet<long>();
        var power = new PowerBudget(input);
        foreach (MatchJob job in input.Jobs)
        {
            for (int copy = 0; copy < job.CopiesLeft; copy++)
            {
                if (Choose(input, job, taken, power) is not { } choice)
                    break;
                taken.Add(choice.PrinterId);
                power.Start(input.Printers.First(p => p.Id == choice.PrinterId));
                started.Add(choice);
            }
        }
        return started;
    }

    /// <summary>What speaks against a job on each printer.</summary>
    public static IReadOnlyList<Wait> Explain(MatchInput input, MatchJob job)
    {
        var power = new PowerBudget(input);
        IReadOnlyList<WaitReason> always = JobReasons.Of(input, job);
        return
        [
            .. input.Printers.Select(printer =>
            {
                IReadOnlyList<WaitReason> never = FitReasons.Of(printer, job);
                // That the job's printers are gone says more than that it is for another one.
                IEnumerable<WaitReason> own = never.Where(r => always.All(a => a.Code != r.Code));
                // What is the matter with this server's disk is nothing to printers of other nodes.
                WaitReason[] blocked =
                    input.Rules.Blocked is { } why && printer.IsHere ? [new(WaitCode.Held, why)] : [];
                WaitReason[] reasons =
                [
                    .. own,
                    .. always,
                    .. blocked,
                    .. StateReasons.Of(printer),
                    .. power.Reasons(printer),
                ];
                return new Wait(printer.Id, printer.Name, never.Count == 0, reasons);
            }),
        ];
    }

    private static Assignment? Choose(MatchInput input, MatchJob job, HashSet<long> taken, PowerBudget power)
    {
        if (JobReasons.Of(input, job).Count > 0)
            return null;
        IEnumerable<PrinterFacts> free = input.Printers.Where(p =>
            p.IsHere
            && !taken.Contains(p.Id)
            && StateReasons.Of(p).Count == 0
            && FitReasons.Of(p, job).Count == 0
            && power.Reasons(p).Count == 0
        );
        PrinterFacts? best = input.Rules.EvenWear
            ? free.OrderBy(p => p.PrintedSeconds).ThenBy(p => p.Position).ThenBy(p => p.Id).FirstOrDefault()
            : free.OrderBy(p => p.Position).ThenBy(p => p.Id).FirstOrDefault();
        if (best is null)
            return null;
        (Storage.Files.ContentHash? hash, Jobs.JobFacts facts) = BytesFor.Of(best, job);
        return hash is { } bytes ? new Assignment(job.Id, best.Id, bytes, facts) : null;
    }
}
