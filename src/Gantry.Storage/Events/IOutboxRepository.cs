namespace Gantry.Storage.Events;

/// <summary>Notices that must get through: written together with what they tell of, sent afterwards, tried again until they arrive.</summary>
public interface IOutboxRepository
{
    /// <summary>Writes a notice.</summary>
    Task AddAsync(OutboxRecord notice, CancellationToken cancellationToken);

    /// <summary>Takes notices that are due. For a while nobody else gets them; a sender that dies leaves them to others then.</summary>
    /// <param name="limit">The most to give.</param>
    /// <param name="lease">How long they are the caller's.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<OutboxRecord>> ClaimAsync(int limit, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>It arrived.</summary>
    Task RemoveAsync(long id, CancellationToken cancellationToken);

    /// <summary>It did not, and is to be tried again at a time.</summary>
    Task RetryAsync(long id, DateTimeOffset at, string error, CancellationToken cancellationToken);

    /// <summary>It did not, and is not to be tried again.</summary>
    Task GiveUpAsync(long id, string error, CancellationToken cancellationToken);

    /// <summary>Those that were given up, the latest first.</summary>
    Task<Page<OutboxRecord>> ListGivenUpAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>How many there are for each receiver; none for one that has none.</summary>
    Task<IReadOnlyList<OutboxCount>> CountAsync(CancellationToken cancellationToken);

    /// <summary>Notes that a receiver has taken something now.</summary>
    Task NoteArrivedAsync(string channel, CancellationToken cancellationToken);

    /// <summary>Notes that a receiver has not taken something now.</summary>
    Task NoteFailedAsync(string channel, string error, CancellationToken cancellationToken);

    /// <summary>How it went last with each receiver; nothing of one that nothing was sent to.</summary>
    Task<IReadOnlyList<DeliveryRecord>> ListDeliveriesAsync(CancellationToken cancellationToken);

    /// <summary>Forgets how it went with a receiver that is no more.</summary>
    Task ForgetAsync(string channel, CancellationToken cancellationToken);

    /// <summary>Removes those that were given up before a time.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(DateTimeOffset givenUpBefore, CancellationToken cancellationToken);
}
