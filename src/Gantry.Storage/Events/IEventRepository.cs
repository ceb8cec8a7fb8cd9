namespace Gantry.Storage.Events;

/// <summary>What happened lately, for listeners that ask what they missed. A new one is told to all by <see cref="Cluster.IChangeFeed"/>.</summary>
public interface IEventRepository
{
    /// <summary>Writes an event, together with all else that the unit of work does.</summary>
    void Append(EventRecord happened);

    /// <summary>The events after one, in their order.</summary>
    Task<IReadOnlyList<EventRecord>> ListAfterAsync(long id, int limit, CancellationToken cancellationToken);

    /// <summary>The id of the last event; 0 when there is none.</summary>
    Task<long> GetLastIdAsync(CancellationToken cancellationToken);

    /// <summary>Removes the events before a time, but never the last one, so that ids go on.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
