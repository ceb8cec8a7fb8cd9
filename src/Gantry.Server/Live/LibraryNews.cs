using System.Globalization;
using Gantry.Fleet;
using Gantry.Fleet.Events;
using Gantry.Fleet.Library;
using Gantry.Server.Endpoints.Library;
using Gantry.Storage;
using Gantry.Storage.Cluster;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Live;

/// <summary>Tells listeners of files that are new, changed or gone, on whichever node that happened.</summary>
internal sealed partial class LibraryNews(
    GantryStorage storage,
    FleetHost fleet,
    TimeProvider time,
    ILogger<LibraryNews> logger
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        BackgroundLoop.KeepAsync("What tells of files", RunAsync, time, logger, stoppingToken);

    private async Task RunAsync(CancellationToken stop)
    {
        using IChangeSubscription changes = storage.Changes.Subscribe();
        await foreach (Change change in changes.ReadAllAsync(stop))
            if (long.TryParse(change.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
                await TellAsync(change.Topic, id, stop);
    }

    private async Task TellAsync(string topic, long id, CancellationToken stop)
    {
        try
        {
            if (topic == LibraryChange.RemovedTopic)
                fleet.Events.Tell(EventTopics.FileRemoved, new IdView(id), id);
            else if (
                topic == LibraryChange.FileTopic
                && await storage.Store.ReadAsync(s => s.Files.FindAsync(id, stop), stop) is { } file
            )
                fleet.Events.Tell(EventTopics.File, FileBody.From(file), id);
        }
        catch (StorageException e)
        {
            // Listeners see the file when they read the list the next time.
            LogNotTold(logger, e, id);
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "Listeners could not be told of file {id}")]
    private static partial void LogNotTold(ILogger logger, Exception e, long id);
}
