using Gantry.Fleet.Errors;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Jobs;

namespace Gantry.Fleet.People;

/// <summary>
/// Approval of jobs by an operator. What is approved is the bytes, by their hash: a job never gets other ones, whatever becomes
/// of the file in the library.
/// </summary>
public sealed class ApprovalService(IStore store)
{
    /// <summary>Lets a job into the queue.</summary>
    /// <param name="caller">Who approves.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="seen">The hash of the bytes that the caller looked at; null when the door does not say.</param>
    /// <param name="version">The version that the caller looked at: its owner may have changed it since; null when the door does not say.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">
    /// The caller may not, there is no such job, it does not wait for approval, or it has other bytes than those seen.
    /// </exception>
    /// <exception cref="VersionConflictException">Somebody changed it since it was looked at.</exception>
    public Task<Job> ApproveAsync(
        Caller caller,
        long jobId,
        ContentHash? seen,
        long? version,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.JobsApprove);
        return store.WriteAsync(
            async s =>
            {
                Job job = await FindAsync(s, caller, jobId, cancellationToken);
                if (seen is not null && seen != job.ContentHash)
                    throw new FleetException(
                        FleetError.Conflict,
                        "The job has other bytes than those that you looked at. Look at it again."
                    );
                Job looked = job with { Version = version ?? job.Version };
                return await DecideAsync(s, caller, looked, JobState.Queued, "", cancellationToken);
            },
            cancellationToken
        );
    }

    /// <summary>Refuses a job, which ends it.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such job, or it does not wait for approval.</exception>
    public Task<Job> RefuseAsync(Caller caller, long jobId, string reason, CancellationToken cancellationToken)
    {
        caller.Demand(Right.JobsApprove);
        return store.WriteAsync(
            async s =>
                await DecideAsync(
                    s,
                    caller,
                    await FindAsync(s, caller, jobId, cancellationToken),
                    JobState.Refused,
                    reason,
                    cancellationToken
                ),
            cancellationToken
        );
    }

    /// <summary>
    /// A job after its owner changed it: what was approved for one printer and a number of copies is not approved for another
    /// printer or more copies. That also holds for what was approved for its file's sake, without any quota that asks for it.
    /// </summary>
    /// <param name="caller">Who changes it.</param>
    /// <param name="before">The job as it was.</param>
    /// <param name="after">The job as it shall be.</param>
    /// <param name="decision">What the quota says.</param>
    public static Job AfterChange(Caller caller, Job before, Job after, QuotaDecision decision)
    {
        bool isMore =
            after.Copies > before.Copies || after.PrinterId != before.PrinterId || after.Routing != before.Routing;
        bool needs = decision.NeedsApproval || before.ApprovedAt is not null;
        if (!needs || !isMore || caller.May(Right.JobsApprove) || after.EndedAt is not null)
            return after;
        return after with
        {
            State = JobState.AwaitingApproval,
            ApproverId = null,
            ApproverName = "",
            ApprovedAt = null,
        };
    }

    private static async Task<Job> FindAsync(
        IStoreSession session,
        Caller caller,
        long id,
        CancellationToken cancellationToken
    )
    {
        Job job = await session.Jobs.FindAsync(id, cancellationToken) ?? throw FleetException.NotFound($"job {id}");
        caller.DemandRoute(job);
        return job.State == JobState.AwaitingApproval
            ? job
            : throw new FleetException(FleetError.Conflict, "The job does not wait for approval any more.");
    }

    private static async Task<Job> DecideAsync(
        IStoreSession session,
        Caller caller,
        Job job,
        JobState state,
        string reason,
        CancellationToken cancellationToken
    )
    {
        Job decided = await session.Jobs.UpdateAsync(
            job with
            {
                State = state,
                ApproverId = caller.UserId,
                ApproverName = caller.Name,
                ApprovedAt = session.Now,
                HoldReason = state == JobState.Refused ? reason : job.HoldReason,
                EndedAt = state == JobState.Refused ? session.Now : null,
            },
            cancellationToken
        );
        session.Audit.Append(
            caller.Audit(
                state == JobState.Refused ? "job.refuse" : "job.approve",
                "job",
                job.Id,
                job.Name,
                $$"""{"hash":"{{job.ContentHash}}"}"""
            )
        );
        return decided;
    }
}
