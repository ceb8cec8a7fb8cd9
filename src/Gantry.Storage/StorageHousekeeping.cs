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
        // First what gives a full disk room again, and last what takes some.
        bool isPurged = await TryAsync(() => PurgeAsync(storage.Store, cancellationToken));
        SweepResult swept = await storage.Files.SweepAsync(cancellationToken);
        if (!isPurged)
            await PurgeAsync(storage.Store, cancellationToken);
        if (storage.Store.Kind == DatabaseKind.Sqlite)
            await TryAsync(() => SqliteReserve.TakeAsync(storage.Database, isStart, cancellationToken));
        return swept;
    }

    private static Task PurgeAsync(IStore store, CancellationToken stop) =>
        store.WriteAsync(
            async session =>
            {
                await session.Sessions.PurgeAsync(stop);
                await session.Idempotency.PurgeAsync(stop);
                await session.Events.PurgeAsync(session.Now - KeepEvents, stop);
                await session.Outbox.PurgeAsync(session.Now - KeepGivenUpNotices, stop);
            },
            stop
        );

    /// <summary>Whether there was room for it. People hear of a full disk elsewhere, and in an hour there may be some.</summary>
    private static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (NotEnoughSpaceException)
        {
            return false;
        }
    }
}
