using Gantry.Fleet.Errors;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Prints;
using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Printing.Ports;
using Gantry.Storage.Cluster;
using Gantry.Storage.History;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Printers;

/// <summary>
/// Keeps one printer going: takes its lease, runs its actor, writes down what its prints do, and begins again with a pause when
/// any of that fails. It shares no thread and no lock with other printers.
/// </summary>
internal sealed partial class PrinterHost : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Another node has it: a moment after that one ends, this one may have it.</summary>
    private static readonly TimeSpan LeasePause = TimeSpan.FromSeconds(1);

    private readonly FleetContext _context;
    private readonly PrintBook _book;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private volatile PrinterConfig _config;
    private volatile PrinterSession? _session;
    private volatile LiveView _without;
    private CancellationTokenSource _restart = new();
    private volatile bool _restartWanted;
    private Task _loop = Task.CompletedTask;

    public PrinterHost(FleetContext context, PrintBook book, PrinterConfig config)
    {
        (_context, _book, _config) = (context, book, config);
        Follower = new DeviceFollower(context.Devices);
        _log = context.Loggers.CreateLogger($"Gantry.Fleet.Printer[{config.Record.Name}]");
        _without = LiveBuilder.Without(config, "Not started yet.", null, context.Time.GetUtcNow());
    }

    public long Id => _config.Id;

    public PrinterConfig Config => _config;

    public TemperatureRecorder Temperatures { get; } = new();

    /// <summary>Finds its USB device again under another name; it outlives connections.</summary>
    public DeviceFollower Follower { get; }

    /// <summary>The print under way on this node.</summary>
    public PrintRecord? Print => _session?.Tracker.Print;

    /// <summary>The actor, for those who only read; null when there is none.</summary>
    public Printer? Printer => _session?.Printer;

    /// <summary>When its last print began; null when none has since this program runs.</summary>
    public DateTimeOffset? LastStartAt { get; private set; }

    /// <summary>Whether a print is about to begin.</summary>
    public bool IsStarting => _session?.IsStarting == true;

    /// <summary>The epoch that claims carry; null when this node does not drive it.</summary>
    public long? Epoch => _session is { Lease.IsHeld: true } session ? session.Lease.Epoch : null;

    /// <summary>What it is doing.</summary>
    public LiveView Live =>
        _session is { } session
            ? LiveBuilder.Of(
                _config,
                session.Printer.Snapshot,
                session.Tracker.Print,
                session.IsStarting,
                _context.Time.GetUtcNow()
            )
        : Remote is { } remote ? remote.Live with { Node = remote.Node }
        : _without;

    /// <summary>Why a person is needed.</summary>
    public AttentionView? Attention =>
        Remote is { } remote ? remote.Attention : AttentionBuilder.Of(_config, Live, Print);

    /// <summary>Begins.</summary>
    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Takes another configuration or status; what needs a new connection waits until no print runs.</summary>
    public void Apply(PrinterConfig config)
    {
        PrinterConfig before = _config;
        _config = config;
        if (config.NeedsNewSession(before))
        {
            _restartWanted = true;
            if (_session is not { IsBusy: true })
                Restart();
        }
        else if (config.ChangesSetup(before) && _session is { } session)
            _ = session.ChangeSetupAsync(config);
        if (_session is null)
            _without = _without with { State = config.Record.IsEnabled ? LiveState.Offline : LiveState.Disabled };
        _context.Events.PrinterChanged(Id);
    }

    /// <summary>What can be asked of the actor.</summary>
    /// <exception cref="FleetException">It is not here.</exception>
    public PrinterAsks Asks => Session().Asks;

    /// <summary>Asks the actor for something that it does at once.</summary>
    /// <exception cref="FleetException">It refuses, does not answer, or is not here.</exception>
    public Task AskAsync(Func<Printer, Task> what, CancellationToken stop) => Asks.AskAsync(what, stop);

    /// <summary>A device was plugged in that may be this printer: a lost connection is tried at once.</summary>
    public async Task DeviceAppearedAsync()
    {
        try
        {
            if (_session is { } session)
                await session.Printer.DeviceAppearedAsync();
        }
        catch (PrinterRefusedException)
        {
            // It ends, or wants no connection.
        }
    }

    /// <summary>Lets an interrupted print go on at a layer, counted from 1; null: the one in which it stopped.</summary>
    /// <exception cref="FleetException">It cannot be done safely; the message says why.</exception>
    public Task ResumeInterruptedAsync(int? layer, CancellationToken stop) =>
        Session().ResumeInterruptedAsync(layer, stop);

    /// <summary>Starts the print of a copy that was claimed.</summary>
    /// <exception cref="FleetException">It could not start; the copy is back in the queue.</exception>
    public async Task StartAsync(PrintRecord print, JobFacts facts, CancellationToken stop)
    {
        PrinterSession session = Session();
        try
        {
            await session.StartAsync(print, facts, stop);
            LastStartAt = _context.Time.GetUtcNow();
        }
        finally
        {
            if (_restartWanted && !session.IsBusy)
                Restart();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _restart.Dispose();
        _stop.Dispose();
    }

    private PrinterSession Session() =>
        _session
        ?? throw new FleetException(
            FleetError.PrinterRefused,
            _config.Record.IsEnabled
                ? $"{_config.Record.Name} is not driven by this node at the moment: {_without.Reason}"
                : $"{_config.Record.Name} is switched off in gantry. Enable it first."
        );

    private void Restart()
    {
        try
        {
            _restart.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A new session is being made with the new configuration.
        }
    }

    private async Task RunAsync()
    {
        TimeSpan pause = FirstPause;
        while (!_stop.IsCancellationRequested)
        {
            _restart = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            using CancellationTokenSource restart = _restart;
            _restartWanted = false;
            try
            {
                if (!_config.Record.IsEnabled)
                    await WaitForChangeAsync("Switched off in gantry.", restart.Token);
                else if (_context.IsCluster && NodeAbout(_config) is { } elsewhere)
                    await WaitElsewhereAsync(elsewhere, restart.Token);
                else if (await _context.Storage.Ownership.TryTakeAsync(Id, restart.Token) is { } lease)
                    await RunSessionAsync(lease, restart.Token);
                else
                    await WaitForLeaseAsync(restart.Token);
                pause = FirstPause;
            }
            catch (OperationCanceledException) when (restart.IsCancellationRequested)
            {
                pause = FirstPause;
            }
            catch (Exception e)
            {
                // Whatever it is, it is this printer's trouble alone, and may be over the next time.
                LogFailed(e, e.Message);
                SetWithout(e.Message, null);
                pause = await PauseAsync(pause, restart.Token);
            }
        }
    }

    private async Task RunSessionAsync(IPrinterLease lease, CancellationToken restart)
    {
        await using IPrinterLease _ = lease;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(restart, lease.Lost);
        if (await HeirWaitAsync(stop.Token) is { } node)
        {
            await lease.DisposeAsync();
            SetWithout($"Its print was begun by node {node}, which is away and has the print's journal.", node);
            await Task.Delay(HeirPause, _context.Time, restart);
            return;
        }
        await using var session = new PrinterSession(_context, _config, lease, _book, this, _log);
        await session.RecoverAsync(Id, new JournalWait(HeirLimit, SayThatJournalIsHeld), stop.Token);
        try
        {
            _session = session;
            await ConnectAsync(session, stop.Token);
            await foreach (PrinterSnapshot snapshot in session.Printer.WatchAsync(stop.Token))
            {
                await FollowAsync(session, snapshot, stop.Token);
                if (_restartWanted && !session.IsBusy)
                    return;
            }
        }
        finally
        {
            SetWithout("Starting anew.", null);
            _session = null;
            _context.Events.PrinterChanged(Id);
        }
    }

    private async Task FollowAsync(PrinterSession session, PrinterSnapshot snapshot, CancellationToken stop)
    {
        bool printed = session.Tracker.Print is not null;
        await session.Tracker.FollowAsync(snapshot, stop);
        await session.CoolDownAsync(snapshot, stop);
        _context.Events.PrinterChanged(Id);
        if (printed != session.Tracker.Print is not null || snapshot.State is PrinterState.Idle)
            _context.WakeQueue();
    }

    private async Task ConnectAsync(PrinterSession session, CancellationToken stop)
    {
        if (_config.Record.InMaintenance && session.Tracker.Print is null)
            await session.Asks.AskAsync(p => p.EnterMaintenanceAsync(), stop);
        else if (_config.Profile.AutoConnect || session.Tracker.Print is not null)
            await session.Asks.AskAsync(p => p.ConnectAsync(), stop);
    }

    private async Task WaitForChangeAsync(string reason, CancellationToken stop)
    {
        SetWithout(reason, null);
        await Task.Delay(Timeout.InfiniteTimeSpan, _context.Time, stop);
    }

    private async Task WaitForLeaseAsync(CancellationToken stop)
    {
        PrinterOwner? owner = await _context.Storage.Ownership.FindAsync(Id, stop);
        SetWithout(owner is null ? "Another node drives it." : $"Node {owner.Node} drives it.", owner?.Node);
        await Task.Delay(LeasePause, _context.Time, stop);
    }

    private async Task<TimeSpan> PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        try
        {
            await Task.Delay(pause, _context.Time, stop);
        }
        catch (OperationCanceledException)
        {
            return FirstPause;
        }
        return pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }

    private void SetWithout(string reason, string? node)
    {
        if (_without.Reason == reason && _without.Node == node && _session is null)
            return;
        _without = LiveBuilder.Without(_config, reason, node, _context.Time.GetUtcNow());
        _context.Events.PrinterChanged(Id);
    }

    [LoggerMessage(4201, LogLevel.Error, "The printer is started anew after a pause: {Reason}")]
    private partial void LogFailed(Exception e, string reason);
}
