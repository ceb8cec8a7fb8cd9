using Gantry.Fleet;
using Gantry.Storage;
using Gantry.Storage.Cluster;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Cluster;

/// <summary>Says in the database that this node is there and where the others reach it, as long as it runs.</summary>
internal sealed partial class ClusterNode(GantryStorage storage, TimeProvider time, ILogger<ClusterNode> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where the others reach this node, as <c>http://farm-a:8080</c>.</summary>
    public void IsAt(string address) => _address.TrySetResult(address);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        BackgroundLoop.KeepAsync("What says that this node is there", RunAsync, time, logger, stoppingToken);

    private async Task RunAsync(CancellationToken stop)
    {
        string address = await _address.Task.WaitAsync(stop);
        await WarnOfTwinAsync(address, stop);
        using var ticks = new PeriodicTimer(Interval, time);
        do try
        {
            await AnnounceAsync(address, stop);
        }
        catch (StorageException e)
        {
            LogLater(logger, e.Message);
        }
        while (await ticks.WaitForNextTickAsync(stop));
    }

    private Task AnnounceAsync(string address, CancellationToken stop) =>
        storage.Store.WriteAsync(
            s =>
                s.Nodes.AnnounceAsync(
                    new NodeRecord
                    {
                        Id = storage.Options.Node,
                        Address = address,
                        ProgramVersion = typeof(ClusterNode).Assembly.GetName().Version?.ToString(3) ?? "",
                        StartedAt = storage.OpenedAt,
                    },
                    stop
                ),
            stop
        );

    private async Task WarnOfTwinAsync(string address, CancellationToken stop)
    {
        NodeRecord? twin = await storage.Store.ReadAsync(s => s.Nodes.FindAsync(storage.Options.Node, stop), stop);
        if (twin is not null && twin.Address != address && time.GetUtcNow() - twin.SeenAt < 2 * Interval)
            LogTwin(logger, storage.Options.Node, twin.Address);
    }

    [LoggerMessage(40, LogLevel.Warning, "The other nodes hear of this one later: {Reason}")]
    private static partial void LogLater(ILogger logger, string reason);

    [LoggerMessage(
        41,
        LogLevel.Warning,
        "A node named {Node} was at {Address} a moment ago. If it still runs, give one of them another name with --node."
    )]
    private static partial void LogTwin(ILogger logger, string node, string address);
}
