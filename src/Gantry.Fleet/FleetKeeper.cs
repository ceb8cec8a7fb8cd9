using System.Collections.Concurrent;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Events;
using Gantry.Fleet.History;
using Gantry.Fleet.Housekeeping;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Queue;
using Gantry.Printing;
using Gantry.Serial;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Printers;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet;

/// <summary>
/// Looks after the fleet now and then: tells people when a printer needs them, counts plates as clear where somebody wants that,
/// and lets old history go.
/// </summary>
internal sealed partial class FleetKeeper(
    FleetContext context,
    ConcurrentDictionary<long, PrinterHost> hosts,
    PrinterService printers,
    ILogger log
) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HistoryInterval = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<long, AttentionKind?> _told = [];

    /// <summary>Since when printers are away from their prints, on a clock that nobody sets.</summary>
    private readonly Dictionary<long, long> _away = [];

    /// <summary>Plates that shall clear themselves, and since when, on a clock that nobody sets.</summary>
    private readonly Dictionary<long, (DateTimeOffset PlateAt, long Since)> _clearing = [];
    private readonly PlateNotices _plates = new(context, hosts);
    private readonly DiskWatch _disks = new(context, log);
    private readonly Retention _retention = new(context);
    private readonly DeviceAppearance _devices = new(context.Devices);
    private Task _loop = Task.CompletedTask;
    private DateTimeOffset _historyAt;

    public void Start() =>
        _loop = BackgroundLoop.Start("What looks after the fleet", RunAsync, context.Time, log, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    /// <summary>Lets go now what of the history has served its time.</summary>
    public Task RetainAsync(CancellationToken stop) => _retention.RunAsync(stop);

    private async Task RunAsync(CancellationToken stop)
    {
        using var ticks = new PeriodicTimer(Interval, context.Time);
        while (await ticks.WaitForNextTickAsync(stop))
            await TryAsync(stop);
    }

    private async Task TryAsync(CancellationToken stop)
    {
        try
        {
            await HurryAsync(stop);
            await _disks.LookAsync(stop);
            foreach (PrinterHost host in hosts.Values)
                await TellAsync(host, stop);
            await ClearAsync(stop);
            await _plates.LookAsync(stop);
            if (context.Time.GetUtcNow() < _historyAt)
                return;
            _historyAt = context.Time.GetUtcNow() + HistoryInterval;
            await _retention.RunAsync(stop);
        }
        catch (Exception e) when (e is StorageException or FleetException)
        {
            LogLater(e.Message);
        }
    }

    /// <summary>A device has appeared: printers that miss theirs look at once, for their own tries are ten seconds apart by then.</summary>
    private async Task HurryAsync(CancellationToken stop)
    {
        PrinterHost[] missing =
        [
            .. hosts.Values.Where(h =>
                h.Printer is { Snapshot.State: PrinterState.Offline }
                && PortAddress.Parse(h.Config.Record.Url).Scheme == PortScheme.Device
            ),
        ];
        if (!_devices.Look(missing.Length > 0))
            return;
        foreach (PrinterHost host in missing)
            await host.AskAsync(p => p.DeviceAppearedAsync(), stop);
    }

    private async Task TellAsync(PrinterHost host, CancellationToken stop)
    {
        // The node that drives it tells of it.
        if (host.Remote is not null)
            return;
        AttentionView? attention = host.Attention;
        if (attention is { Kind: AttentionKind.OfflineWhilePrinting } && !IsAwayForLong(host.Id))
            return;
        if (attention is not { Kind: AttentionKind.OfflineWhilePrinting })
            _away.Remove(host.Id);
        _told.TryGetValue(host.Id, out AttentionKind? before);
        if (attention is null || attention.Kind == before || KindOf(attention.Kind) is not { } kind)
        {
            _told[host.Id] = attention?.Kind;
            return;
        }
        var notice = new Notice
        {
            Kind = kind,
            Severity = attention.Kind is AttentionKind.Maintenance or AttentionKind.Paused ? "warning" : "error",
            Text = attention.Text,
            PrinterId = host.Id,
            PrinterName = host.Config.Record.Name,
            PrintId = host.Print?.Id,
            FileName = host.Print?.FileName ?? "",
            At = context.Time.GetUtcNow(),
        };
        await context.Store.WriteAsync(s => NoticeWriter.WriteAsync(s, notice, stop), stop);
        // Only now: what could not be written is told at the next look.
        _told[host.Id] = attention.Kind;
        context.Events.Tell(EventTopics.Notice, notice, host.Id, printers: new HashSet<long> { host.Id });
    }

    /// <summary>
    /// Counted from when it was first seen to be away: each try to connect is a state of its own, and its time begins anew.
    /// </summary>
    private bool IsAwayForLong(long printer)
    {
        if (!_away.TryGetValue(printer, out long since))
            _away[printer] = since = context.Time.GetTimestamp();
        return context.Time.GetElapsedTime(since) >= context.Options.OfflineNoticeAfter;
    }

    /// <summary>What ends a print is told with its end.</summary>
    private static string? KindOf(AttentionKind kind) =>
        kind switch
        {
            AttentionKind.Interrupted => NoticeKinds.Interrupted,
            AttentionKind.OfflineWhilePrinting => NoticeKinds.Offline,
            AttentionKind.Prompt => NoticeKinds.Prompt,
            AttentionKind.Paused => NoticeKinds.Paused,
            AttentionKind.Error => NoticeKinds.Error,
            AttentionKind.Maintenance => NoticeKinds.Maintenance,
            _ => null,
        };

    private async Task ClearAsync(CancellationToken stop)
    {
        PrinterHost[] waiting =
        [
            .. hosts.Values.Where(h =>
                h.Epoch is not null
                && h.Print is null
                && h.Config
                    is {
                        Profile.AutoClear.Enabled: true,
                        Status: { Plate: PlateState.Occupied, PlatePrintId: not null }
                    }
            ),
        ];
        if (waiting.Length == 0)
            return;
        QueueSettings settings = await context.Store.ReadAsync(s => QueueBooks.ReadSettingsAsync(s, stop), stop);
        if (!settings.AutoClear)
            return;
        foreach (PrinterHost host in waiting)
            await ClearAsync(host, stop);
    }

    private async Task ClearAsync(PrinterHost host, CancellationToken stop)
    {
        PrinterStatus status = host.Config.Status;
        TimeSpan after = TimeSpan.FromSeconds(host.Config.Profile.AutoClear.AfterSeconds);
        // A board without a clock of its own learns late what time it is: then hours seem to have passed at once.
        if (!_clearing.TryGetValue(host.Id, out var seen) || seen.PlateAt != status.PlateAt)
            _clearing[host.Id] = seen = (status.PlateAt, context.Time.GetTimestamp());
        if (context.Time.GetElapsedTime(seen.Since) < after)
            return;
        // What failed or was stopped may still stick to the bed: a person looks.
        PrintRecord? print = await context.Store.ReadAsync(
            s => s.Prints.FindAsync(status.PlatePrintId!.Value, stop),
            stop
        );
        if (print?.State == PrintState.Finished)
            await printers.Actions.DoAsync(Caller.System("auto clear"), host.Id, PrinterAction.ClearPlate, null, stop);
    }

    [LoggerMessage(4601, LogLevel.Warning, "Looking after the fleet goes on a moment from now: {Reason}")]
    private partial void LogLater(string reason);
}
