using Gantry.Storage.History;

namespace Gantry.Storage.Jobs;

/// <summary>The queue, and the jobs that have left it.</summary>
public interface IJobRepository
{
    /// <summary>One job, or null.</summary>
    Task<Job?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The job with a UUID, or null.</summary>
    Task<Job?> FindAsync(Guid uid, CancellationToken cancellationToken);

    /// <summary>All jobs that have not ended, in the queue's order: by priority, then by rank.</summary>
    /// <param name="limit">The most to give.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Job>> ListQueueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The jobs of which a copy may start now, in the queue's order: approved, not held, due, not all started.</summary>
    /// <param name="limit">The most to give.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Job>> ListDueAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The jobs that fit, the latest first.</summary>
    Task<Page<Job>> SearchAsync(JobQuery query, PageRequest page, CancellationToken cancellationToken);

    /// <summary>On which printers copies of some jobs were begun, by job.</summary>
    Task<ILookup<long, long>> PrintersOfAsync(IEnumerable<long> ids, CancellationToken cancellationToken);

    /// <summary>Adds a job at the end of the queue.</summary>
    /// <exception cref="StillInUseException">Its bytes are not kept, or it names something that is not there.</exception>
    Task<Job> AddAsync(Job job, CancellationToken cancellationToken);

    /// <summary>Changes everything but id, UUID, bytes, variants, rank, owner and times to what the record says.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task<Job> UpdateAsync(Job job, CancellationToken cancellationToken);

    /// <summary>Puts a job before another one, and gives it its priority; to the end of its own priority when there is no other.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read, or the other one has ended.</exception>
    Task<Job> MoveAsync(long id, long version, long? before, CancellationToken cancellationToken);

    /// <summary>
    /// Takes one copy of the first of some jobs and begins its print on a printer, in the books. Of many that ask at once, each
    /// gets another copy; a job that somebody else has at this moment is left out.
    /// </summary>
    /// <returns>The print; null when there is nothing to be had.</returns>
    /// <exception cref="StillInUseException">The printer prints already.</exception>
    /// <exception cref="VersionConflictException">Another node owns the printer by now.</exception>
    Task<PrintRecord?> ClaimAsync(JobClaim claim, CancellationToken cancellationToken);

    /// <summary>Gives a copy back to the queue that came to nothing.</summary>
    Task<Job> ReturnCopyAsync(long id, CancellationToken cancellationToken);

    /// <summary>
    /// What an owner has asked for since a time. Until the transaction ends nobody else can add a job for him, so that what is
    /// decided by it holds.
    /// </summary>
    Task<JobUsage> LockUsageAsync(long ownerId, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>What an owner has asked for since a time, to be shown.</summary>
    Task<JobUsage> GetUsageAsync(long ownerId, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Removes jobs that ended within a time; their prints stay.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(DateTimeOffset endedAfter, DateTimeOffset endedBefore, CancellationToken cancellationToken);
}
