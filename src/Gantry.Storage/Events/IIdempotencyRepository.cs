namespace Gantry.Storage.Events;

/// <summary>The keys of calls that may come twice and must happen once.</summary>
public interface IIdempotencyRepository
{
    /// <summary>Begins a call.</summary>
    /// <param name="scope">Whose keys these are.</param>
    /// <param name="key">The key that the caller chose.</param>
    /// <param name="requestHash">A hash of the call.</param>
    /// <param name="lifetime">How long the key is remembered.</param>
    /// <param name="abandonedAfter">After this a call that never ended is taken for dead, and may be done again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageException">The key is too long.</exception>
    /// <returns>Null when the caller is the first and shall do it; else what is known of the first call.</returns>
    Task<IdempotencyRecord?> BeginAsync(
        string scope,
        string key,
        string requestHash,
        TimeSpan lifetime,
        TimeSpan abandonedAfter,
        CancellationToken cancellationToken
    );

    /// <summary>Ends a call with its answer; best in the same unit of work as what it did.</summary>
    Task CompleteAsync(string scope, string key, int status, byte[] answer, CancellationToken cancellationToken);

    /// <summary>Forgets a call that did nothing, so that it may come again.</summary>
    Task RemoveAsync(string scope, string key, CancellationToken cancellationToken);

    /// <summary>Removes the keys whose time is over.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(CancellationToken cancellationToken);
}
