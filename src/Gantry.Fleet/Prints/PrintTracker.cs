using Gantry.Fleet.Printers;
using Gantry.Fleet.Prints.Logs;
using Gantry.Printing;
using Gantry.Printing.Temperatures;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Prints;

/// <summary>
/// Follows the print of one printer and writes down what becomes of it. What cannot be written now is tried again until it is:
/// the journal is removed only when the books know how the print ended.
/// </summary>
internal sealed partial class PrintTracker(
    FleetContext context,
    PrintBook book,
    TemperatureRecorder temperatures,
    PrintLogRecorder words,
    Action<string> removeJournal,
    ILogger log
) : IDisposable
{
    private static readonly TimeSpan KeepInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile PrintRecord? _print;
    private LocalFile? _file;
    private string _journalId = "";
    private double _seconds;

    // On a clock that nobody sets: a board without one of its own learns late what time it is.
    private long _countedTo;
    private long? _keptAt;

    /// <summary>The print; null when there is none.</summary>
    public PrintRecord? Print => _print;

    /// <summary>Takes a print that is about to start, or that goes on.</summary>
    /// <param name="print">The print.</param>
    /// <param name="journalId">Its journal.</param>
    /// <param name="file">Its file, which is let go with it.</param>
    /// <param name="log">What was kept of its log before a restart.</param>
    /// <param name="stop">Ends the call.</param>
    public async Task TakeAsync(
        PrintRecord print,
        string journalId,
        LocalFile? file,
        PrintLog? log,
        CancellationToken stop
    )
    {
        await _gate.WaitAsync(stop);
        try
        {
            words.Begin(log);
            _file?.Dispose();
            (_file, _journalId, _seconds) = (file, journalId, print.Seconds);
            _keptAt = _countedTo = context.Time.GetTimestamp();
            _print = print;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The print goes on with another journal.</summary>
    public async Task FollowJournalAsync(string journalId)
    {
        await _gate.WaitAsync();
        try
        {
            if (_print is null)
                return;
            _journalId = journalId;
            _countedTo = context.Time.GetTimestamp();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Lets a print go that came to nothing.</summary>
    public async Task DropAsync()
    {
        await _gate.WaitAsync();
        try
        {
            Forget();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Looks at what the printer does now.</summary>
    public async Task FollowAsync(PrinterSnapshot snapshot, CancellationToken stop)
    {
        temperatures.Take(snapshot);
        if (_print is null)
            return;
        await _gate.WaitAsync(stop);
        try
        {
            if (_print is { } print)
                await FollowAsync(print, snapshot, stop);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _gate.Dispose();
    }

    private async Task FollowAsync(PrintRecord print, PrinterSnapshot snapshot, CancellationToken stop)
    {
        words.Take();
        if (snapshot.LastJob is { } last && last.Header.JobId == _journalId)
        {
            Count(active: false);
            await TryUntilWrittenAsync(now => book.EndAsync(EndOf(now, last), stop), stop);
            Forget();
            removeJournal(last.Header.JobId);
            context.Photograph(print);
            return;
        }
        if (snapshot.Job?.Header.JobId != _journalId)
            return;
        Count(snapshot.State is PrinterState.Printing or PrinterState.Heating);
        PrintState state = StateOf(snapshot.State, print.State);
        if (state != print.State)
        {
            string reason = state == PrintState.Interrupted ? snapshot.Reason : "";
            await TryUntilWrittenAsync(
                now => book.UpdateAsync(now with { State = state, Reason = reason, Seconds = _seconds }, stop),
                stop
            );
            if (state == PrintState.Interrupted && _print is { } interrupted)
            {
                _keptAt = null;
                context.Photograph(interrupted);
            }
        }
        await KeepSoFarAsync(snapshot.Job.Notes, stop);
    }

    private static PrintState StateOf(PrinterState state, PrintState before) =>
        state switch
        {
            PrinterState.Printing or PrinterState.Heating => PrintState.Printing,
            PrinterState.Pausing or PrinterState.Paused or PrinterState.Resuming => PrintState.Paused,
            PrinterState.Interrupted => PrintState.Interrupted,
            _ => before,
        };

    private void Count(bool active)
    {
        long now = context.Time.GetTimestamp();
        if (active)
            _seconds += context.Time.GetElapsedTime(_countedTo, now).TotalSeconds;
        _countedTo = now;
    }

    private PrintEnd EndOf(PrintRecord print, JobResult job)
    {
        PrintState state = job.Outcome switch
        {
            JobOutcome.Completed => PrintState.Finished,
            JobOutcome.Cancelled => PrintState.Cancelled,
            _ => PrintState.Failed,
        };
        return new PrintEnd(print, state, job.Text)
        {
            FirmwareWords = state == PrintState.Failed ? job.Text : "",
            CommandsDone = job.Commands,
            Resends = job.Performance.Resends,
            Notes = job.Notes,
            Seconds = Math.Round(_seconds, 1),
            Temperatures = Pack(print),
            Log = words.Read(job.Notes).Pack(),
        };
    }

    private byte[]? Pack(PrintRecord print)
    {
        TemperatureSeries series = temperatures.Read(print.StartedAt, context.Time.GetUtcNow());
        return series.Heaters.Count == 0 ? null : TemperatureArchive.Encode(series);
    }

    /// <summary>A server that is killed shall not take the curve and the log of a long print with it.</summary>
    private async Task KeepSoFarAsync(IReadOnlyList<string> notes, CancellationToken stop)
    {
        if ((_keptAt is { } before && context.Time.GetElapsedTime(before) < KeepInterval) || _print is not { } print)
            return;
        _keptAt = context.Time.GetTimestamp();
        try
        {
            await book.KeepLogAsync(print, words.Read(notes).Pack(), stop);
            if (Pack(print) is not { } packed)
                return;
            await book.KeepTemperaturesAsync(print, packed, stop);
            _print = await book.UpdateAsync(print with { Seconds = Math.Round(_seconds, 1) }, stop);
        }
        catch (VersionConflictException)
        {
            // It was judged or photographed meanwhile.
            await ReadAgainAsync(print, stop);
        }
        catch (StorageException e)
        {
            LogNotKept(print.Id, e.Message);
        }
    }

    private async Task TryUntilWrittenAsync(Func<PrintRecord, Task<PrintRecord>> write, CancellationToken stop)
    {
        bool changed = false;
        for (
            TimeSpan pause = FirstPause;
            _print is { } print;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause
        )
        {
            try
            {
                if (changed && !await ReadAgainAsync(print, stop))
                    return;
                _print = await write(_print);
                return;
            }
            catch (VersionConflictException)
            {
                changed = true;
            }
            catch (StorageException e)
            {
                LogWaits(print.Id, e.Message);
                await Task.Delay(pause, context.Time, stop);
            }
        }
    }

    /// <summary>Somebody judged it meanwhile: ours goes on top of that. Another owner's print is no longer ours.</summary>
    private async Task<bool> ReadAgainAsync(PrintRecord print, CancellationToken stop)
    {
        PrintRecord? now = await context.Store.ReadAsync(s => s.Prints.FindAsync(print.Id, stop), stop);
        if (now is { EndedAt: null } && now.Epoch == print.Epoch)
            _print = now;
        else
            Forget();
        return _print is not null;
    }

    private void Forget()
    {
        _print = null;
        _journalId = "";
        _file?.Dispose();
        _file = null;
    }

    [LoggerMessage(4101, LogLevel.Warning, "The state of print {Print} cannot be written and is tried again: {Reason}")]
    private partial void LogWaits(long print, string reason);

    [LoggerMessage(4102, LogLevel.Warning, "What is known of print {Print} so far cannot be kept: {Reason}")]
    private partial void LogNotKept(long print, string reason);
}
