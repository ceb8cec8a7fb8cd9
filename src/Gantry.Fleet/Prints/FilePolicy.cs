using Gantry.Fleet.People;
using Gantry.GCode.Checking;
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
