using Gantry.Storage.Files;
using Gantry.Storage.Sql;

namespace Gantry.Storage;

/// <summary>Removes what has served its time. To be run at start and every hour or so; several nodes may do it at once.</summary>
public static class StorageHousekeeping
{
    /// <summary>How long a listener that comes back finds the events it missed.</summary>
    private static readonly TimeSpan KeepEvents = TimeSpan.FromDays(2);

    /// <summary>How long a notice is shown that could not be delivered.</summary>
    private static readonly TimeSpan KeepGivenUpNotices = TimeSpan.FromDays(30);

    /// <summary>
    /// Removes sessions and idempotency keys that ran out, old events and notices, what dead uploads left, and bytes that nothing
    /// needs. Jobs and prints go by the retention that their owner chose, which is decided elsewhere.
    /// </summary>
    /// <param name="storage">The storage.</param>
    /// <param name="isStart">Whether it was opened just now.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public static async Task<SweepResult> RunAsync(
        GantryStorage storage,
        bool isStart,
        CancellationToken cancellationToken
    )
    {
        if (storage.Store.Kind == DatabaseKind.Sqlite)
            await SqliteReserve.TakeAsync(storage.Database, isStart, cancellationToken);
        await storage.Store.WriteAsync(
            async session =>
            {
                await session.Sessions.PurgeAsync(cancellationToken);
                await session.Idempotency.PurgeAsync(cancellationToken);
                await session.Events.PurgeAsync(session.Now - KeepEvents, cancellationToken);
                await session.Outbox.PurgeAsync(session.Now - KeepGivenUpNotices, cancellationToken);
            },
            cancellationToken
        );
        return await storage.Files.SweepAsync(cancellationToken);
    }
}
