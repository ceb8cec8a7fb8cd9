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
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">
    /// The caller may not, there is no such job, it does not wait for approval, or it has other bytes than those seen.
    /// </exception>
    public Task<Job> ApproveAsync(Caller caller, long jobId, ContentHash? seen, CancellationToken cancellationToken)
    {
        caller.Demand(Right.JobsApprove);
        return store.WriteAsync(
            async s =>
            {
                Job job = await FindAsync(s, jobId, cancellationToken);
                if (seen is not null && seen != job.ContentHash)
                    throw new FleetException(
                        FleetError.Conflict,
                        "The job has other bytes than those that you looked at. Look at it again."
                    );
                return await DecideAsync(s, caller, job, JobState.Queued, "", cancellationToken);
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
                    await FindAsync(s, jobId, cancellationToken),
                    JobState.Refused,
                    reason,
                    cancellationToken
                ),
            cancellationToken
        );
    }

    /// <summary>
    /// A job after its owner changed it: what was approved for one printer and a number of copies is not approved for another
    /// printer or more copies.
    /// </summary>
    /// <param name="caller">Who changes it.</param>
    /// <param name="before">The job as it was.</param>
    /// <param name="after">The job as it shall be.</param>
    /// <param name="decision">What the quota says.</param>
    public static Job AfterChange(Caller caller, Job before, Job after, QuotaDecision decision)
    {
        bool isMore =
            after.Copies > before.Copies || after.PrinterId != before.PrinterId || after.Routing != before.Routing;
        if (!decision.NeedsApproval || !isMore || caller.May(Right.JobsApprove) || after.EndedAt is not null)
            return after;
        return after with
        {
            State = JobState.AwaitingApproval,
            ApproverId = null,
            ApproverName = "",
            ApprovedAt = null,
        };
    }

    private static async Task<Job> FindAsync(IStoreSession session, long id, CancellationToken cancellationToken)
    {
        Job job = await session.Jobs.FindAsync(id, cancellationToken) ?? throw FleetException.NotFound($"job {id}");
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
