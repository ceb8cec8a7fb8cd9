using Gantry.GCode.Checking;
using Gantry.Printing;
using Gantry.Printing.Jobs;

namespace Gantry.Cli;

/// <summary>One print from the command line: begins or takes up the job, shows it, and ends with it.</summary>
/// <param name="printer">The printer.</param>
/// <param name="setup">How it is talked to.</param>
/// <param name="jobs">Where its journal is.</param>
/// <param name="progress">Where it is shown.</param>
/// <param name="giveUp">How long a lost connection is tried again.</param>
internal sealed class PrintSession(
    Printer printer,
    PrinterSetup setup,
    JobStore jobs,
    ProgressLine progress,
    TimeSpan giveUp
)
{
    /// <summary>A verb ends within 2 s of a signal; the rest is for what a second write or close may take.</summary>
    private static readonly TimeSpan CancelLimit = TimeSpan.FromSeconds(1.7);

    /// <summary>The commands that were done when this process began to print: some, when it goes on with a job.</summary>
    public long DoneBefore { get; private set; }

    /// <summary>How it went, when <see cref="FollowAsync"/> ended without the job's end.</summary>
    public int Status { get; private set; }

    /// <summary>Checks the file, connects, and begins its job.</summary>
    /// <returns>What the process ends with if it cannot; else <see cref="ExitCode.Ok"/>.</returns>
    public async Task<int> StartAsync(string path, string address, CancellationToken stop)
    {
        CheckedFile file = await jobs.CheckAsync(path, stop);
        foreach (GCodeFinding finding in file.Check.Findings)
            if (finding.Severity == GCodeSeverity.Warning)
                Say($"{path}: {finding.Message}");
        await printer.ConnectAsync();
        PrinterSnapshot ready = await WaitUntilReadyAsync(stop);
        if (ready.State != PrinterState.Idle)
            return Unready(ready);
        // Only now: had another process the port, the journal would be that one's.
        if (jobs.FindOpen(address).Count > 0)
        {
            Say("an interrupted job on this printer is given up; --resume would have gone on with it.");
            jobs.Discard(address);
        }
        await printer.StartAsync(jobs.Begin(file, address, ready.Firmware.Identity));
        return ExitCode.Ok;
    }

    /// <summary>Takes up the job that was interrupted.</summary>
    /// <returns>What the process ends with if it cannot; else <see cref="ExitCode.Ok"/>.</returns>
    public async Task<int> ResumeAsync(string path, string address, CancellationToken stop)
    {
        // A device that was plugged in again may have another name.
        await printer.AdoptAsync(await jobs.ResumeAsync(path, address, stop, gone => !Path.Exists(gone)));
        await printer.ConnectAsync();
        PrinterSnapshot ready = await WaitUntilReadyAsync(stop);
        if (ready.State == PrinterState.Offline)
            return Unready(ready);
        if (ready.State == PrinterState.Interrupted)
        {
            Say($"it cannot go on by itself: {ready.Reason}");
            return ExitCode.CannotResume;
        }
        DoneBefore = progress.DoneBefore = ready.Job?.CommandsDone ?? 0;
        Say($"goes on behind line {DoneBefore:N0}.");
        if (ready.State == PrinterState.Paused)
            await printer.ResumeAsync();
        return ExitCode.Ok;
    }

    /// <summary>Shows the print until it is over.</summary>
    /// <returns>Its end; null when it did not come to that: <see cref="Status"/> says why.</returns>
    public async Task<JobResult?> FollowAsync(CancellationToken stop)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        bool isLost = false;
        var desk = new PrintDesk(
            printer,
            text =>
            {
                progress.End();
                Say(text);
            }
        );
        try
        {
            await foreach (PrinterSnapshot snapshot in printer.WatchAsync(lost.Token))
            {
                progress.Show(snapshot);
                desk.Look(snapshot);
                if (snapshot.LastJob is { } job)
                {
                    progress.End();
                    jobs.Remove(job.Header);
                    return job;
                }
                if (snapshot.State == PrinterState.Interrupted)
                {
                    progress.End();
                    Say($"interrupted: {snapshot.Reason}");
                    Status = ExitCode.Interrupted;
                    return null;
                }
                if (snapshot.Trouble is not null != isLost)
                {
                    isLost = !isLost;
                    lost.CancelAfter(isLost ? giveUp : Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested) { }
        stop.ThrowIfCancellationRequested();
        progress.End();
        Status = Unready(printer.Snapshot);
        Say("the job is kept: the same command with --resume goes on with it.");
        return null;
    }

    /// <summary>Ctrl-C: the heaters go off before the program ends, if the printer still listens.</summary>
    public async Task<int> CancelAsync()
    {
        progress.End();
        if (printer.Snapshot.Job is null)
            return ExitCode.Cancelled;
        using var limit = new CancellationTokenSource(CancelLimit);
        try
        {
            await printer.CancelAsync().WaitAsync(limit.Token);
            await foreach (PrinterSnapshot snapshot in printer.WatchAsync(limit.Token))
                if (snapshot.LastJob is { } job)
                {
                    jobs.Remove(job.Header);
                    break;
                }
            Say("cancelled; the heaters are off.");
        }
        catch (Exception e) when (e is OperationCanceledException or PrinterRefusedException)
        {
            Say("cancelled. The printer has not confirmed yet that its heaters are off: watch it.");
        }
        return ExitCode.Cancelled;
    }

    private async Task<PrinterSnapshot> WaitUntilReadyAsync(CancellationToken stop)
    {
        await foreach (PrinterSnapshot snapshot in printer.WatchAsync(stop))
            if (
                snapshot.State is not PrinterState.Connecting
                && (snapshot.State is not PrinterState.Offline || snapshot.Trouble is not null)
            )
                return snapshot;
        throw new OperationCanceledException(stop);
    }

    private int Unready(PrinterSnapshot snapshot)
    {
        if (snapshot.Trouble is { } trouble)
            return Trouble.Report(PrintCommand.Verb, trouble, setup);
        Say(snapshot.Reason);
        return snapshot.State == PrinterState.Error ? ExitCode.PrinterFault : ExitCode.Failed;
    }

    private static void Say(string text) => Console.Error.WriteLine($"gantry {PrintCommand.Verb}: {text}");
}
