namespace Gantry.Storage.Events;

/// <summary>The keys of calls that may come twice and must happen once.</summary>
public interface IIdempotencyRepository
{
    /// <summary>Nodes say every five seconds that they are there: one that has not for so long is gone.</summary>
    static readonly TimeSpan NodeSilence = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Begins a call. One that was begun before, has made nothing and is dead is begun anew: its node was started again, or says
    /// that it lost it (<paramref name="lost"/>), or has not been heard of for <see cref="NodeSilence"/>, or it is older than
    /// <paramref name="abandonedAfter"/>. Whoever is wrongly taken for dead makes nothing any more (<see cref="NoteAsync"/>).
    /// </summary>
    /// <param name="call">Whose key it is, the hash of the call, and which node begins which attempt.</param>
    /// <param name="lifetime">How long the key is remembered.</param>
    /// <param name="abandonedAfter">After this a call that never ended is taken for dead.</param>
    /// <param name="lost">An attempt that its own node knows to be over; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageException">The key is too long.</exception>
    /// <returns>Null when the caller is the first and shall do it; else what is known of the first call.</returns>
    Task<IdempotencyRecord?> BeginAsync(
        IdempotencyRecord call,
        TimeSpan lifetime,
        TimeSpan abandonedAfter,
        string? lost,
        CancellationToken cancellationToken
    );

    /// <summary>Notes what a call made; to be done in the unit of work that makes it. Null: nothing after all.</summary>
    /// <exception cref="CallTakenOverException">It was taken for dead and begun anew: nothing may be made.</exception>
    Task NoteAsync(CallKey call, long? madeId, CancellationToken cancellationToken);

    /// <summary>Ends a call with its answer, unless it was begun anew.</summary>
    Task CompleteAsync(CallKey call, CallAnswer answer, CancellationToken cancellationToken);

    /// <summary>Forgets a call that made nothing, so that it may come again.</summary>
    Task RemoveAsync(CallKey call, CancellationToken cancellationToken);

    /// <summary>Removes the keys whose time is over.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(CancellationToken cancellationToken);
}
