using System.Collections.Concurrent;
using Gantry.Fleet.Events;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Json;
using Gantry.Fleet.Matching;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Profile;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Queue;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Notifications;

/// <summary>
/// Tells people of plates that work waits for, and of those that were forgotten: of a plate once that a job waits, and once before
/// that it has not been cleared for long. What was told stands in the database: a restart, or another node, tells it no second time.
/// </summary>
internal sealed class PlateNotices(FleetContext context, ConcurrentDictionary<long, PrinterHost> hosts)
{
    /// <summary>Jobs that are looked at in one go.</summary>
    private const int MostJobs = 500;

    /// <summary>Since when a job waits for a printer's plate, on a clock that nobody sets.</summary>
    private readonly Dictionary<long, long> _since = [];
    private DateTimeOffset _lookedAt;

    /// <summary>Looks, as often as the queue does at least.</summary>
    public async Task LookAsync(CancellationToken stop)
    {
        DateTimeOffset now = context.Time.GetUtcNow();
        if ((now - _lookedAt).Duration() < context.Options.QueueInterval)
            return;
        _lookedAt = now;
        PrinterHost[] full = [.. hosts.Values.Where(IsOpen)];
        if (full.Length == 0)
        {
            _since.Clear();
            return;
        }
        (IReadOnlyList<Job> jobs, QueueSettings settings, bool isPaused) = await ReadAsync(stop);
        Dictionary<long, Job> wanted = Wanted(jobs, settings.Rules(isPaused));
        foreach (PrinterHost host in full)
            await LookAsync(host, wanted.GetValueOrDefault(host.Id), settings, stop);
    }

    /// <summary>Whether its plate is not clear, and something may still be said of it, by this node.</summary>
    private static bool IsOpen(PrinterHost host) =>
        host.Epoch is not null
        && host.Print is null
        && host.Config is { Status.Plate: not PlateState.Clear, Record: { IsEnabled: true, InMaintenance: false } }
        && !(Told(host.Config.StatusDocument, host.Config.Status) is { JobWaits: true });

    private static PlateTold? Told(StatusDocument document, PrinterStatus status) =>
        document.PlateTold is { } told && told.IsOf(status.PlateAt) ? told : null;

    private Task<(IReadOnlyList<Job>, QueueSettings, bool)> ReadAsync(CancellationToken stop) =>
        context.Store.ReadAsync(
            async s =>
                (
                    await s.Jobs.ListDueAsync(MostJobs, stop),
                    await QueueBooks.ReadSettingsAsync(s, stop),
                    (await QueueBooks.ReadStateAsync(s, stop)).Paused
                ),
            stop
        );

    /// <summary>
    /// What would start on which printer if all plates were clear. So one job is a reason to clear one plate, and not all that lie
    /// about; and what a printer with a clear plate can take is no reason at all.
    /// </summary>
    private Dictionary<long, Job> Wanted(IReadOnlyList<Job> jobs, QueueRules rules)
    {
        if (jobs.Count == 0)
            return [];
        PrinterFacts[] cleared =
        [
            .. hosts
                .Values.Where(h => h.Epoch is not null || h.Remote is not null)
                .Select(FactsOf.Printer)
                .Select(p => p.HasPrint ? p : AsCleared(p)),
        ];
        // The fuse delays a start by seconds; a plate is in its way for hours.
        QueueRules patient = rules with
        {
            StaggerSeconds = 0,
            PowerLimitW = 0,
        };
        var input = new MatchInput(
            cleared,
            [.. jobs.Select(JobDocuments.ToMatch)],
            patient,
            context.Time.GetLocalNow()
        );
        return Matcher.Assign(input).ToDictionary(a => a.PrinterId, a => jobs.First(j => j.Id == a.JobId));
    }

    private static PrinterFacts AsCleared(PrinterFacts printer) =>
        printer with
        {
            Plate = PlateState.Clear,
            IsHere = true,
            State = printer.State == LiveState.Finished ? LiveState.Idle : printer.State,
            // Before all others come those that are free already.
            PrintedSeconds = printer.Plate == PlateState.Clear ? double.MinValue : printer.PrintedSeconds,
            Position = printer.Plate == PlateState.Clear ? long.MinValue : printer.Position,
        };

    private async Task LookAsync(PrinterHost host, Job? job, QueueSettings settings, CancellationToken stop)
    {
        if (job is null)
            _since.Remove(host.Id);
        else if (IsOver(host.Id, settings.PlateNoticeSeconds))
            await TellAsync(
                host,
                $"{job.Name} could start on {host.Config.Record.Name} as soon as its plate is clear.",
                true,
                stop
            );
        PrinterConfig config = host.Config;
        TimeSpan lies = context.Time.GetUtcNow() - config.Status.PlateAt;
        if (
            job is null
            && config.Status.Plate == PlateState.Occupied
            && settings.PlateReminderSeconds > 0
            && lies.TotalSeconds >= settings.PlateReminderSeconds
            && Told(config.StatusDocument, config.Status) is null
        )
            await TellAsync(host, Reminder(config.Record.Name, lies), false, stop);
    }

    private bool IsOver(long printer, double seconds)
    {
        if (!_since.TryGetValue(printer, out long since))
            _since[printer] = since = context.Time.GetTimestamp();
        return seconds > 0 && context.Time.GetElapsedTime(since).TotalSeconds >= seconds;
    }

    private static string Reminder(string printer, TimeSpan lies) =>
        lies.TotalHours >= 2
            ? $"The plate of {printer} has not been cleared for {(int)lies.TotalHours} hours."
            : $"The plate of {printer} has not been cleared for {(int)lies.TotalMinutes} minutes.";

    private async Task TellAsync(PrinterHost host, string text, bool jobWaits, CancellationToken stop)
    {
        Notice? told = await context.Store.WriteAsync(s => WriteAsync(s, host, text, jobWaits, stop), stop);
        _since.Remove(host.Id);
        if (told is not null)
            context.Events.Tell(EventTopics.Notice, told, host.Id, printers: new HashSet<long> { host.Id });
    }

    /// <summary>In one unit of work: somebody may clear the plate right now, or another node may have told it.</summary>
    private static async Task<Notice?> WriteAsync(
        IStoreSession s,
        PrinterHost host,
        string text,
        bool jobWaits,
        CancellationToken stop
    )
    {
        if (await s.Printers.FindStatusAsync(host.Id, stop) is not { } status || status.Plate == PlateState.Clear)
            return null;
        StatusDocument document = PrinterConfig.ReadStatus(status);
        if (Told(document, status) is { } before && (before.JobWaits || !jobWaits))
            return null;
        PrintRecord? print = status.PlatePrintId is { } lies ? await s.Prints.FindAsync(lies, stop) : null;
        if (await ClearsItselfAsync(s, host, print, stop))
            return null;
        document = document with { PlateTold = new PlateTold(status.PlateAt, jobWaits) };
        await s.Printers.UpdateStatusAsync(status with { Document = FleetJson.Write(document) }, stop);
        var notice = new Notice
        {
            Kind = NoticeKinds.Plate,
            Severity = "warning",
            Text = text,
            PrinterId = host.Id,
            PrinterName = host.Config.Record.Name,
            PrintId = print?.Id,
            FileName = print?.FileName ?? "",
            At = s.Now,
        };
        await NoticeWriter.WriteAsync(s, notice, stop);
        s.Tell(FleetTopic.Printer, host.Id);
        return notice;
    }

    private static async Task<bool> ClearsItselfAsync(
        IStoreSession s,
        PrinterHost host,
        PrintRecord? print,
        CancellationToken stop
    ) =>
        print?.State == PrintState.Finished
        && host.Config.Profile.AutoClear.Enabled
        && (await QueueBooks.ReadSettingsAsync(s, stop)).AutoClear;
}
