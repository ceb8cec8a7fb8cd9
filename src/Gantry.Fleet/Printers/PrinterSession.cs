using Gantry.Fleet.Errors;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Prints;
using Gantry.Fleet.Prints.Logs;
using Gantry.GCode.Analysis;
using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Printers;

/// <summary>One printer while this node drives it: its actor, its lease, and the print on it.</summary>
internal sealed partial class PrinterSession : IAsyncDisposable
{
    private readonly FleetContext _context;
    private readonly PrintBook _book;
    private readonly TemperatureRecorder _temperatures;
    private readonly ILogger _log;
    private readonly string _folder;
    private readonly string _key;
    private readonly JobStore _jobs;
    private volatile PrinterLimits _limits;
    private bool _mustCoolDown;
    private int _starting;

    public PrinterSession(
        FleetContext context,
        PrinterConfig config,
        IPrinterLease lease,
        PrintBook book,
        PrinterHost host,
        ILogger log
    )
    {
        (_context, _book, _temperatures, _log) = (context, book, host.Temperatures, log);
        Lease = lease;
        _limits = PrinterSetups.LimitsOf(config.Profile);
        _key = config.Record.Uid.ToString("N");
        _folder = context.JournalFolder(config.Record.Uid);
        _jobs = new JobStore(_folder, context.Disk, context.Time, context.NewRandom());
        Printer = new Printer(
            PrinterSetups.Of(config),
            context.Ports,
            context.Time,
            context.NewRandom(),
            host.Follower
        );
        Asks = new PrinterAsks(Printer, lease, context.Time);
        var words = new PrintLogRecorder(Printer.Terminal, Printer.StartedAt);
        Tracker = new PrintTracker(context, book, host.Temperatures, words, RemoveJournal, log);
    }

    public Printer Printer { get; }

    /// <summary>What people and the fleet ask the actor for.</summary>
    public PrinterAsks Asks { get; }

    public IPrinterLease Lease { get; }

    public PrintTracker Tracker { get; }

    /// <summary>Whether a print is under way, or about to be: another connection would harm it.</summary>
    public bool IsBusy => Tracker.Print is not null || IsStarting;

    /// <summary>Whether a print is about to begin.</summary>
    public bool IsStarting => Volatile.Read(ref _starting) > 0;

    /// <summary>Takes up the print that the books say is under way, if there is one: exactly once, or not at all.</summary>
    /// <param name="printerId">The printer.</param>
    /// <param name="wait">How its journal is waited for that somebody still holds: a print whose journal cannot be read is lost.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RecoverAsync(long printerId, JournalWait wait, CancellationToken stop)
    {
        PrintRecord? open = await _book.FindActiveAsync(printerId, stop);
        if (open is null)
            RemoveAllJournals();
        else if (open.State == PrintState.Starting)
        {
            // Its journal may be there, but nothing is sent before the books say that it prints.
            RemoveAllJournals();
            await _book.ReturnAsync(open, "Gantry ended before anything was sent.", holds: false, stop);
            LogReturned(open.Id);
        }
        else
            await AdoptAsync(open, wait, stop);
    }

    /// <summary>Starts the print of a copy that was claimed for this printer.</summary>
    /// <exception cref="FleetException">It could not start; the copy is back in the queue.</exception>
    public async Task StartAsync(PrintRecord print, JobFacts facts, CancellationToken stop)
    {
        LocalFile? file = null;
        PreparedJob? prepared = null;
        Interlocked.Increment(ref _starting);
        try
        {
            file = await _context.Storage.Files.OpenLocalAsync(print.ContentHash, stop);
            CheckedFile good = await _jobs.CheckAsync(file.FilePath, stop);
            FilePolicy.CheckHeat(good.Check, _limits);
            await FilePolicy.CheckAsync(_context.Store, print, good.Check, stop);
            PrinterSnapshot now = Printer.Snapshot;
            prepared = _jobs.Begin(good, _key, now.Firmware.Identity, print.FileName, print.UserName);
            var document = new PrintDocument
            {
                JournalId = prepared.Header.JobId,
                Commands = prepared.Header.Commands,
                Firmware = now.Firmware.Identity,
            };
            // From here on it goes through to the end, also while the server stops: a job that is in the books must be the actor's.
            stop = CancellationToken.None;
            PrintRecord begun = await _book.BeginAsync(print, document, facts, stop);
            await Tracker.TakeAsync(begun, prepared.Header.JobId, file, null, stop);
            file = null;
            if (!Lease.IsHeld)
                throw new PrinterRefusedException("Another node drives the printer now.");
            // The books say that the plate is clear; the actor may not have been there when somebody said so.
            if (Printer.Snapshot.State == PrinterState.Finished)
                await Printer.ClearPlateAsync().WaitAsync(PrinterAsks.AnswerLimit, _context.Time, stop);
            await Printer.StartAsync(prepared).WaitAsync(PrinterAsks.AnswerLimit, _context.Time, stop);
        }
        catch (NeedsApprovalException e)
        {
            await _book.ReturnForApprovalAsync(print, e.Message, stop);
            throw new FleetException(FleetError.PrinterRefused, e.Message, e);
        }
        catch (Exception e)
            when (PrinterAsks.IsRefusal(e) || e is JobException or StorageException or IOException or FleetException)
        {
            await Tracker.DropAsync();
            if (prepared is not null)
                _jobs.Remove(prepared.Header);
            // A file that is no G-code stays one: without a hold it would be tried for ever. A disk that is full is another matter.
            bool holds = e is JobException { Error: not JobError.Journal } or ContentMissingException;
            await _book.ReturnAsync(print, e.Message, holds, stop);
            throw new FleetException(FleetError.PrinterRefused, e.Message, e);
        }
        finally
        {
            file?.Dispose();
            Interlocked.Decrement(ref _starting);
        }
    }

    /// <summary>Lets an interrupted print go on at a layer; it is still the same print, with another journal.</summary>
    public async Task ResumeInterruptedAsync(int? layer, CancellationToken stop)
    {
        try
        {
            JournalHeader header = await Printer.ResumeInterruptedAsync(_jobs, layer, cancellationToken: stop);
            await Tracker.FollowJournalAsync(header.JobId);
        }
        catch (Exception e) when (PrinterAsks.IsRefusal(e) || e is LayerResumeException or JobException)
        {
            throw new FleetException(FleetError.PrinterRefused, e.Message, e);
        }
    }

    /// <summary>Scripts, limits and policies from now on.</summary>
    public async Task ChangeSetupAsync(PrinterConfig config)
    {
        _limits = PrinterSetups.LimitsOf(config.Profile);
        try
        {
            await Printer.ChangeSetupAsync(PrinterSetups.Of(config));
        }
        catch (Exception e) when (PrinterAsks.IsRefusal(e))
        {
            // The next session begins with it.
            LogSetupWaits(e.Message);
        }
    }

    /// <summary>A job was lost with its journal: the heaters may be on, and nobody will print with them.</summary>
    public async Task CoolDownAsync(PrinterSnapshot snapshot, CancellationToken stop)
    {
        if (!_mustCoolDown || snapshot.State is not (PrinterState.Idle or PrinterState.Finished))
            return;
        _mustCoolDown = false;
        try
        {
            await Asks.AskAsync(p => p.SwitchHeatersOffAsync(), stop);
        }
        catch (FleetException e)
        {
            LogStillHot(e.Message);
            _mustCoolDown = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Printer.DisposeAsync().AsTask().WaitAsync(PrinterAsks.AnswerLimit, _context.Time);
        }
        catch (TimeoutException)
        {
            LogHangs();
        }
        Tracker.Dispose();
    }

    private async Task AdoptAsync(PrintRecord open, JournalWait wait, CancellationToken stop)
    {
        string journalId = PrintBook.Read(open).JournalId;
        LocalFile? file = null;
        try
        {
            file = await _context.Storage.Files.OpenLocalAsync(open.ContentHash, stop);
            PreparedJob job = await _jobs.ResumeAsync(file.FilePath, _key, stop, wait: wait);
            PrintRecord mine = await _book.UpdateAsync(
                open with
                {
                    Epoch = Lease.Epoch,
                    Node = _context.Storage.Options.Node,
                },
                stop
            );
            if (await _context.Store.ReadAsync(s => s.Prints.GetTemperaturesAsync(open.Id, stop), stop) is { } packed)
                _temperatures.Restore(packed);
            byte[]? kept = await _context.Store.ReadAsync(s => s.Prints.GetLogAsync(open.Id, stop), stop);
            PrintLog? said = kept is null ? null : PrintLog.Unpack(kept);
            await Tracker.TakeAsync(mine, job.Header.JobId, file, said, stop);
            file = null;
            // The journal may lack its last words, for want of a disk; the books then know better that nothing moves by itself.
            await Printer.AdoptAsync(
                job,
                wasPaused: open.State == PrintState.Paused,
                interruption: open.State == PrintState.Interrupted ? WordsForInterrupted(open) : null
            );
            LogAdopted(open.Id);
        }
        catch (Exception e) when (e is JobException or ContentMissingException)
        {
            await GiveUpAsync(open, journalId, e.Message, stop);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>The print cannot go on from here: how it ended stands in its journal, or nobody knows.</summary>
    private async Task GiveUpAsync(PrintRecord open, string journalId, string why, CancellationToken stop)
    {
        (JobOutcome Outcome, string Text)? known = JournalEnd.Find(_folder, journalId);
        PrintState state = known?.Outcome switch
        {
            JobOutcome.Completed => PrintState.Finished,
            JobOutcome.Cancelled => PrintState.Cancelled,
            _ => PrintState.Failed,
        };
        string reason = known?.Text ?? WordsForLost(open, why);
        _mustCoolDown = known is null;
        long commands = state == PrintState.Finished ? PrintBook.Read(open).Commands : 0;
        await _book.EndAsync(
            new PrintEnd(open, state, reason) { Seconds = open.Seconds, CommandsDone = commands },
            stop
        );
        RemoveAllJournals();
        _context.Photograph(open);
        LogGivenUp(open.Id, reason);
    }

    private string WordsForLost(PrintRecord open, string why) =>
        open.Node == _context.Node
            ? $"Gantry was restarted and cannot go on with this print: {why}"
            : $"Node {open.Node}, which printed this, is gone, and what it knew of how far it came is not on node {_context.Node}: {why} With one --journals directory for all nodes another one goes on.";

    private static string WordsForInterrupted(PrintRecord open) =>
        open.Reason.Length > 0 ? open.Reason : "It was interrupted before Gantry was restarted.";

    private void RemoveJournal(string journalId)
    {
        try
        {
            File.Delete(Path.Combine(_folder, journalId + JobStore.Extension));
            File.Delete(Path.Combine(_folder, journalId + ".gcode"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogJournalStays(e.Message);
        }
    }

    private void RemoveAllJournals()
    {
        if (!Directory.Exists(_folder))
            return;
        try
        {
            foreach (string path in Directory.EnumerateFiles(_folder))
                File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogJournalStays(e.Message);
        }
    }

    [LoggerMessage(4001, LogLevel.Information, "Print {Print} came to nothing; its copy is back in the queue.")]
    private partial void LogReturned(long print);

    [LoggerMessage(4002, LogLevel.Information, "Print {Print} goes on after a restart.")]
    private partial void LogAdopted(long print);

    [LoggerMessage(4003, LogLevel.Warning, "Print {Print} does not go on after a restart: {Reason}")]
    private partial void LogGivenUp(long print, string reason);

    [LoggerMessage(4004, LogLevel.Warning, "A journal could not be removed: {Reason}")]
    private partial void LogJournalStays(string reason);

    [LoggerMessage(4005, LogLevel.Warning, "The heaters could not be switched off: {Reason}")]
    private partial void LogStillHot(string reason);

    [LoggerMessage(4007, LogLevel.Warning, "The new set-up holds from the next connection on: {Reason}")]
    private partial void LogSetupWaits(string reason);

    [LoggerMessage(4006, LogLevel.Error, "The printer's loop does not end.")]
    private partial void LogHangs();
}
