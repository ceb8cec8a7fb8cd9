using Gantry.Fleet.People;
using Gantry.GCode.Analysis;
using Gantry.GCode.Checking;
using Gantry.Printing.Jobs;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.People;

namespace Gantry.Fleet.Prints;

/// <summary>
/// What a file may hold, depending on whose job it is: who may not type commands into a printer's terminal cannot send them
/// within a file either. It is looked at where the bytes are about to be printed, so no upload or late analysis gets past it.
/// </summary>
internal static class FilePolicy
{
    /// <summary>
    /// Nobody's file makes a printer hotter than its profile allows, whatever the matcher knew of it: an analysis says what a
    /// slicer meant, not what else a firmware could read.
    /// </summary>
    /// <exception cref="JobException">It would.</exception>
    public static void CheckHeat(GCodeCheckResult check, PrinterLimits limits)
    {
        if (check.Heat.Over(limits) is { } tooHot)
            throw new JobException(JobError.BadFile, $"{tooHot} Slice it for this printer, or send it to another one.");
    }

    /// <exception cref="NeedsApprovalException">An operator must look at the file first.</exception>
    public static async Task CheckAsync(IStore store, PrintRecord print, GCodeCheckResult check, CancellationToken stop)
    {
        GCodeFinding? finding = check.Findings.FirstOrDefault(f => f.Kind == GCodeFindingKind.ChangesMachine);
        if (finding is null || print.JobId is not { } jobId)
            return;
        bool isAllowed = await store.ReadAsync(
            async s =>
            {
                Job? job = await s.Jobs.FindAsync(jobId, stop);
                if (job is null or { ApprovedAt: not null } or { Source: Caller.OwnSource })
                    return true;
                // Whose account is gone has no rights that would count for the file.
                UserRecord? owner = job.OwnerId is { } id ? await s.Users.FindAsync(id, stop) : null;
                return owner is not null && Permissions.Of(RoleWords.Read(owner.Role)).Contains(Right.PrintersControl);
            },
            stop
        );
        if (!isAllowed)
            throw new NeedsApprovalException($"An operator must approve this file: {finding.Message}");
    }
}
