using System.Collections.Concurrent;
using Gantry.Fleet.Printers;
using Gantry.Storage;
using Gantry.Storage.Cluster;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Cluster;

/// <summary>
/// Tells the other nodes once a second what the printers of this node do, and takes what they tell: so every node shows the
/// whole fleet. What is not told anew within <see cref="PrinterHost.RemoteLimit"/> counts as unknown.
/// </summary>
internal sealed partial class LiveExchange(
    FleetContext context,
    ConcurrentDictionary<long, PrinterHost> hosts,
    ILogger log
) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Also what has not changed is told now and then: to nodes that have just started, and as a sign of life.</summary>
    private const int RoundsUntilAgain = 5;

    /// <summary>A node that has not been seen for so long listens no more.</summary>
    private static readonly TimeSpan NodeLimit = TimeSpan.FromMinutes(1);

    private const int Capacity = 8192;

    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<long, string> _told = [];
    private Task _loops = Task.CompletedTask;
    private bool _hasListeners;

    /// <summary>Begins; without other nodes there is nothing to do.</summary>
    public void Start()
    {
        if (context.IsCluster)
            _loops = Task.WhenAll(
                KeepAsync("What tells the other nodes of the printers", TellAsync),
                KeepAsync("What hears of the printers of other nodes", ListenAsync)
            );
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loops;
        _stop.Dispose();
    }

    private Task KeepAsync(string name, Func<CancellationToken, Task> work) =>
        BackgroundLoop.Start(name, work, context.Time, log, _stop.Token);

    private async Task TellAsync(CancellationToken stop)
    {
        using var ticks = new PeriodicTimer(Interval, context.Time);
        for (int round = 0; await ticks.WaitForNextTickAsync(stop); round++)
        {
            foreach (PrinterHost host in hosts.Values)
                host.ForgetStale();
            bool again = round % RoundsUntilAgain == 0;
            if (again)
                _hasListeners = await HasListenersAsync();
            if (_hasListeners)
                await TellAsync(again);
        }
    }

    /// <summary>Whether another node is there to be told.</summary>
    private async Task<bool> HasListenersAsync()
    {
        try
        {
            IReadOnlyList<NodeRecord> nodes = await context.Store.ReadAsync(
                s => s.Nodes.ListAsync(_stop.Token),
                _stop.Token
            );
            DateTimeOffset now = context.Time.GetUtcNow();
            return nodes.Any(n => n.Id != context.Node && now - n.SeenAt < NodeLimit);
        }
        catch (StorageException e)
        {
            LogNotTold(e.Message);
            return false;
        }
    }

    private async Task TellAsync(bool all)
    {
        var changes = new List<Change>();
        foreach (PrinterHost host in hosts.Values)
        {
            if (host.ToRemote() is not { } told)
            {
                _told.Remove(host.Id);
                continue;
            }
            string text = RemoteLiveText.Write(told);
            bool isNew = !_told.TryGetValue(host.Id, out string? before) || before != text;
            _told[host.Id] = text;
            if ((isNew || all) && RemoteLiveText.Fits(text))
                changes.Add(new Change(RemoteLiveText.Topic, text));
        }
        if (changes.Count == 0)
            return;
        try
        {
            await context.Store.WriteAsync(
                s =>
                {
                    changes.ForEach(s.Publish);
                    return Task.CompletedTask;
                },
                _stop.Token
            );
        }
        catch (StorageException e)
        {
            LogNotTold(e.Message);
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        using IChangeSubscription changes = context.Storage.Changes.Subscribe(Capacity);
        await foreach (Change change in changes.ReadAllAsync(stop))
            if (
                change.Topic == RemoteLiveText.Topic
                && RemoteLiveText.Read(change.Text) is { } told
                && told.Node != context.Node
                && hosts.TryGetValue(told.PrinterId, out PrinterHost? host)
            )
                host.TakeRemote(told);
    }

    [LoggerMessage(4801, LogLevel.Warning, "The other nodes are told of the printers a moment from now: {Reason}")]
    private partial void LogNotTold(string reason);
}
