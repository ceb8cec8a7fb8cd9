using System.Globalization;
using Gantry.Storage.Cluster;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Events;

/// <summary>
/// Listens to what the database says has changed, on this node or any other, and hands it on one by one. The same thing changed
/// many times in a row is handed on once.
/// </summary>
/// <param name="feed">The database's feed.</param>
/// <param name="handle">Takes a topic and an id; what it throws of storage is reported and passed over.</param>
/// <param name="missed">Some changes could not be told: everything is to be read again.</param>
/// <param name="trouble">Told when a change could not be dealt with.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class ChangeReader(
    IChangeFeed feed,
    Func<string, long, CancellationToken, Task> handle,
    Func<CancellationToken, Task> missed,
    Action<Exception> trouble,
    TimeProvider time,
    ILogger log
) : IAsyncDisposable
{
    private const int Capacity = 8192;

    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins; what changes from now on is not missed.</summary>
    public void Start() => _loop = KeepAsync(feed.Subscribe(Capacity));

    private async Task KeepAsync(IChangeSubscription subscription)
    {
        using (subscription)
            await BackgroundLoop.Start("What reads changes", s => RunAsync(subscription, s), time, log, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(IChangeSubscription subscription, CancellationToken stop)
    {
        await foreach (Change change in subscription.ReadAllAsync(stop))
            await TryAsync(change);
    }

    private async Task TryAsync(Change change)
    {
        try
        {
            if (change.Topic == Change.MissedTopic)
                await missed(_stop.Token);
            else if (long.TryParse(change.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
                await handle(change.Topic, id, _stop.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            trouble(e);
            // Listeners would believe the old state for ever.
            if (change.Topic != Change.MissedTopic)
                await TryAsync(Change.Missed);
        }
    }
}
