using System.Collections.Concurrent;
using System.Text.Json;
using Gantry.Fleet.Cameras;
using Gantry.Fleet.Cluster;
using Gantry.Fleet.Discovery;
using Gantry.Fleet.Events;
using Gantry.Fleet.History;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Json;
using Gantry.Fleet.Maintenance;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.Ports;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Prints;
using Gantry.Fleet.Queue;
using Gantry.Fleet.Settings;
using Gantry.Printing.Journal;
using Gantry.Storage;
using Gantry.Storage.History;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet;

/// <summary>
/// The farm: every printer of this node with its actor, the queue that gives them work, and what tells the world. Made once,
/// started once; disposing it stops everything and leaves prints where they are, to go on at the next start.
/// </summary>
public sealed partial class FleetHost : IAsyncDisposable
{
    private readonly FleetContext _context;
    private readonly JournalDisk _disk = new();
    private readonly ConcurrentDictionary<long, PrinterHost> _hosts = new();

    /// <summary>
    /// What is read is taken over before anything else is read: by two at once, a printer just added would be driven twice, and an
    /// older configuration could come behind a newer one.
    /// </summary>
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly PrintBook _book;
    private readonly ChangeReader _changes;
    private readonly QueueRunner _runner;
    private readonly NoticeSender _sender;
    private readonly Photographer _photographer;
    private readonly FleetKeeper _keeper;
    private readonly LiveExchange _exchange;
    private readonly PortHub _hub;
    private readonly ILogger _log;

    /// <summary>Makes the fleet; <see cref="StartAsync"/> gives it life.</summary>
    public FleetHost(FleetOptions options)
    {
        _context = new FleetContext(options, _disk);
        _log = options.Loggers.CreateLogger("Gantry.Fleet");
        Events = new FleetEvents(options.Time, ChangeOf, _log);
        _context.Events = Events;
        _book = new PrintBook(
            options.Storage.Store,
            static (s, print, stop) => NoticeWriter.WriteAsync(s, NoticeWriter.Of(print, s.Now), stop)
        );
        Printers = new PrinterService(_context, _hosts, ReloadAsync);
        Cameras = new CameraService(_context, Printers);
        Jobs = new JobService(_context, Printers);
        Queue = new QueueService(_context, Printers);
        var photos = new PhotoBook(_context);
        History = new HistoryService(_context, Jobs, photos);
        _photographer = new Photographer(Cameras, photos, options.Time, options.Loggers.CreateLogger<Photographer>());
        _context.Photograph = _photographer.Take;
        Maintenance = new MaintenanceService(_context);
        Settings = new SettingService(_context);
        Found = new FoundPrinters(Printers, options.Inventory);
        _hub = new PortHub(_context, new PortHolders(_hosts), options.Loggers.CreateLogger<PortHub>());
        _context.BorrowPort = _hub.BorrowAsync;
        Ports = new PortService(_context, _hub);
        _sender = new NoticeSender(_context, options.Loggers.CreateLogger<NoticeSender>());
        Notifications = new NotificationService(_context, _sender);
        _keeper = new FleetKeeper(_context, _hosts, Printers, options.Loggers.CreateLogger<FleetKeeper>());
        _runner = new QueueRunner(_context, _hosts, options.Loggers.CreateLogger<QueueRunner>());
        _exchange = new LiveExchange(_context, _hosts, options.Loggers.CreateLogger<LiveExchange>());
        _context.WakeQueue = _runner.Wake;
        _changes = new ChangeReader(
            options.Storage.Changes,
            OnChangeAsync,
            OnMissedAsync,
            LogChangeFailed,
            options.Time,
            _log
        );
    }

    /// <summary>What happens, for any number of listeners.</summary>
    public FleetEvents Events { get; }

    /// <summary>The printers.</summary>
    public PrinterService Printers { get; }

    /// <summary>What can be seen of them.</summary>
    public CameraService Cameras { get; }

    /// <summary>The jobs.</summary>
    public JobService Jobs { get; }

    /// <summary>The queue.</summary>
    public QueueService Queue { get; }

    /// <summary>What was printed.</summary>
    public HistoryService History { get; }

    /// <summary>What is to be done to printers again and again.</summary>
    public MaintenanceService Maintenance { get; }

    /// <summary>The settings.</summary>
    public SettingService Settings { get; }

    /// <summary>Who is told of what.</summary>
    public NotificationService Notifications { get; }

    /// <summary>The serial ports of this machine, and their shares.</summary>
    public PortService Ports { get; }

    /// <summary>What could be added.</summary>
    public FoundPrinters Found { get; }

    /// <summary>Opens every printer, takes up what was interrupted, and starts the queue.</summary>
    /// <exception cref="StorageException">The database cannot be read.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _changes.Start();
        await ReloadAllAsync(cancellationToken);
        // After the printers: a share must know what they use before it opens a device.
        await _hub.StartAsync(cancellationToken);
        if (_context.Options.RunsQueue)
            _runner.Start();
        _sender.Start();
        _photographer.Start();
        _keeper.Start();
        _exchange.Start();
        _context.Audit.Start();
    }

    /// <summary>Lets go now what of the history has served its time; it is done every hour by itself.</summary>
    internal Task RetainAsync(CancellationToken stop) => _keeper.RetainAsync(stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _exchange.DisposeAsync();
        // Before the printers: what they let go of is nothing to be shared now.
        await _hub.DisposeAsync();
        await _keeper.DisposeAsync();
        await _runner.DisposeAsync();
        await _sender.DisposeAsync();
        await _changes.DisposeAsync();
        await _photographer.DisposeAsync();
        await Cameras.EndAsync();
        await Task.WhenAll(_hosts.Values.Select(h => h.DisposeAsync().AsTask()));
        await Events.DisposeAsync();
        await _context.Audit.DisposeAsync();
        _disk.Dispose();
        _reading.Dispose();
    }

    private async Task ReloadAllAsync(CancellationToken stop)
    {
        List<PrinterHost> gone = [];
        await _reading.WaitAsync(stop);
        try
        {
            IReadOnlyList<PrinterConfig> configs = await PrinterConfigs.ReadAllAsync(_context, stop);
            foreach (PrinterConfig config in configs)
                Apply(config);
            foreach (long id in _hosts.Keys.Except(configs.Select(c => c.Id)))
                if (_hosts.TryRemove(id, out PrinterHost? host))
                    gone.Add(host);
        }
        finally
        {
            _reading.Release();
        }
        foreach (PrinterHost host in gone)
            await EndAsync(host);
    }

    private async Task ReloadAsync(long id, CancellationToken stop)
    {
        PrinterHost? gone = null;
        await _reading.WaitAsync(stop);
        try
        {
            if (await PrinterConfigs.ReadAsync(_context, id, stop) is { } config)
                Apply(config);
            else
                _hosts.TryRemove(id, out gone);
        }
        finally
        {
            _reading.Release();
        }
        if (gone is not null)
            await EndAsync(gone);
    }

    private void Apply(PrinterConfig config)
    {
        if (!_hosts.TryGetValue(config.Id, out PrinterHost? host))
        {
            _hosts[config.Id] = host = new PrinterHost(_context, _book, config);
            host.Start();
        }
        PrinterConfig before = host.Config;
        host.Apply(config);
        // Another password leaves the document as it was, but not its version.
        if (before.Record.Version != config.Record.Version)
            Cameras.Changed(config.Id);
        _hub.PrintersChanged();
    }

    private async Task EndAsync(PrinterHost host)
    {
        await Cameras.RemoveAsync(host.Id);
        await host.DisposeAsync();
        Events.Tell(EventTopics.PrinterRemoved, new IdView(host.Id), host.Id);
    }

    private async Task OnChangeAsync(string topic, long id, CancellationToken stop)
    {
        switch (topic)
        {
            case FleetTopic.Printer or FleetTopic.PrinterRemoved:
                await ReloadAsync(id, stop);
                _runner.Wake();
                break;
            case FleetTopic.Job:
                await Jobs.TellAsync(id, stop);
                if (_context.IsCluster)
                    await Jobs.GiveUpAsync(id, stop);
                _runner.Wake();
                break;
            case FleetTopic.Print:
                await TellPrintAsync(id, stop);
                break;
            case FleetTopic.Outbox:
                _sender.Wake();
                break;
            case FleetTopic.Settings:
                _hub.SettingsChanged();
                _runner.Wake();
                break;
            case FleetTopic.Queue:
                await Queue.TellAsync(stop);
                _runner.Wake();
                break;
        }
    }

    private async Task TellPrintAsync(long id, CancellationToken stop)
    {
        PrintRecord? print = await _context.Store.ReadAsync(s => s.Prints.FindAsync(id, stop), stop);
        if (print is not null)
            Events.Tell(
                EventTopics.Print,
                PrintView.Of(print),
                id,
                printers: print.PrinterId is { } on ? new HashSet<long> { on } : []
            );
    }

    private async Task OnMissedAsync(CancellationToken stop)
    {
        await ReloadAllAsync(stop);
        Events.ResetAll();
        _runner.Wake();
    }

    private ReadOnlyMemory<byte>? ChangeOf(long id)
    {
        if (!_hosts.TryGetValue(id, out PrinterHost? host))
            return null;
        PrinterChange change = PrinterViews.ChangeOf(host);
        return JsonSerializer.SerializeToUtf8Bytes(change, FleetJson.Options);
    }

    [LoggerMessage(4301, LogLevel.Warning, "A change could not be read; everything is read again.")]
    private partial void LogChangeFailed(Exception e);
}
