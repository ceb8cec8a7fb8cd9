using System.Text;
using Gantry.Firmware;
using Gantry.Firmware.Faults;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;

namespace Gantry.Printing.Actor;

/// <summary>Starts, holds, continues and ends jobs.</summary>
internal sealed class JobControl(PrinterCore core)
{
    /// <summary>The progress is noted so often; a killed process can lose no more of it.</summary>
    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(1);

    private const string NumbersLost =
        "The firmware does not say which line it took last, so nobody can know where to go on.";

    private TimeSpan _noteAt;

    public TimeSpan Deadline => core.Job is { IsNumbered: true } && core.Link is not null ? _noteAt : TimeSpan.MaxValue;

    public void Start(PreparedJob prepared)
    {
        core.Require(PrinterTrigger.Start, "start a job now");
        var job = new ActiveJob(prepared, core.Now);
        core.Job = job;
        core.LastJob = null;
        core.PlateWaits = true;
        core.Statistics.Restart();
        core.Fire(PrinterTrigger.Start);
        // What was sent before must be done: its acknowledgements would be taken for the job's.
        core.WhenDone(() => Begin(job));
    }

    public void Adopt(PreparedJob prepared)
    {
        if (core.Job is not null || core.State != PrinterState.Offline)
            throw new PrinterRefusedException($"{core.Setup.Name} must be offline and without a job to take one over.");
        JournalContents found = prepared.Found!;
        JournalMarkKind? last = found.LastMark?.Kind;
        core.Job = new ActiveJob(prepared, core.Now)
        {
            IsNumbered = true,
            Floor = Math.Max(
                prepared.Header.FirstNumber - 1,
                found.Progress.Acknowledged - core.Setup.Window.QueueLines
            ),
            Ceiling = found.Progress.SendLimit,
            IsPaused = last == JournalMarkKind.Paused,
            IsCancelled = last == JournalMarkKind.Cancelled,
            Interruption = last == JournalMarkKind.Interrupted ? found.LastMark!.Text : null,
        };
        core.PlateWaits = true;
    }

    public void Pause(bool runScript)
    {
        core.Require(PrinterTrigger.Pause, "pause now");
        HoldFile(runScript);
        core.Fire(PrinterTrigger.Pause);
    }

    public void TryPause(bool runScript, string reason)
    {
        if (PrinterTransitions.Next(core.State, PrinterTrigger.Pause) is null)
            return;
        HoldFile(runScript);
        core.Fire(PrinterTrigger.Pause, reason);
    }

    public void Resume()
    {
        core.Require(PrinterTrigger.Resume, "resume now");
        core.Fire(PrinterTrigger.Resume);
        Run(core.Expand(core.Setup.Scripts.Resume, core.Modal.Paused, core.Modal.PausedCanExtrude), FinishResume);
    }

    public void TryResume()
    {
        if (PrinterTransitions.Next(core.State, PrinterTrigger.Resume) is not null)
            Resume();
    }

    public void Cancel()
    {
        core.Require(PrinterTrigger.Cancel, "cancel: there is no job");
        if (core.Job is not { } job)
            throw new PrinterRefusedException($"{core.Setup.Name} has no job to cancel.");
        if (core.Link is null || job.Interruption is not null)
        {
            core.CoolDownWaits = core.Link is null;
            End(
                JobOutcome.Cancelled,
                job.Interruption ?? "Cancelled while the printer was offline.",
                PrinterTrigger.Cancel
            );
            return;
        }
        core.Fire(PrinterTrigger.Cancel);
        job.IsCancelled = true;
        if (!job.IsNumbered)
        {
            // Its first line was never sent.
            core.WhenDone(FinishCancel);
            return;
        }
        job.Stream.Hold(JournalMarkKind.Cancelled, core.Link.HighestSent);
        if (core.Link.IsHeating)
            core.Link.SendOutOfBand("M108"u8);
        Run(CancelScript(), FinishCancel);
    }

    public void TryCancel()
    {
        if (core.Job is not null && PrinterTransitions.Next(core.State, PrinterTrigger.Cancel) is not null)
            Cancel();
    }

    /// <summary>Whether the firmware stands where this job can go on; if not, the job is interrupted.</summary>
    public bool MayContinue(ActiveJob job, long last)
    {
        // The journal's limit runs ahead of what was sent, and so beyond the end of a short file.
        if (last >= job.Floor && last <= Math.Min(job.Ceiling, job.Stream.LastPossible))
            return true;
        Interrupt(
            last < 0 ? NumbersLost
            : last == 0 ? "The printer was reset: it forgot its position and its targets."
            : $"The firmware's last line was {last}, which is not of this job: something else has sent to it."
        );
        return false;
    }

    /// <summary>Whether the printer is the one that the job began on.</summary>
    public bool IsSamePrinter(ActiveJob job)
    {
        string began = job.Prepared.Header.Firmware;
        if (began.Length == 0 || began == core.Firmware.Identity)
            return true;
        Interrupt("This is another printer than the one that the job began on.");
        return false;
    }

    /// <summary>Lets the job's stream be, and sends only what is inserted.</summary>
    public void LeaveStream() => core.Continue(new LineStream(core.Link!.HighestSent + 1), core.Link.HighestSent + 1);

    /// <summary>The firmware is set up.</summary>
    public void Connected()
    {
        if (core.Job is not { } job)
            core.Fire(core.PlateWaits ? PrinterTrigger.PlateWaits : PrinterTrigger.Connected);
        else if (job.Interruption is { } why)
            core.Fire(PrinterTrigger.Interrupt, why);
        else if (!job.IsNumbered)
        {
            core.Fire(PrinterTrigger.JobContinues);
            Begin(job);
        }
        else
            Continue(job);
    }

    public void OnLink(LinkEvent linkEvent)
    {
        switch (linkEvent.Kind)
        {
            case LinkEventKind.Renumbered when core.Job is { } job && core.Stream == job.Stream:
                job.IsNumbered = true;
                break;
            case LinkEventKind.StreamAccepted when core.Job is { IsEnding: false } job:
                Finish(job);
                break;
            case LinkEventKind.FirmwareReset:
                OnReset();
                break;
            case LinkEventKind.ForeignNumber:
                Interrupt($"The firmware says that its last line was {linkEvent.Number}, which cannot be.");
                core.Greet();
                break;
            case LinkEventKind.LineRefused:
                Interrupt($"The firmware refuses line {linkEvent.Number} again and again.");
                core.Greet();
                break;
            case LinkEventKind.Halted:
                Fail(core.Desk.Worst?.Text ?? "The firmware has halted.");
                core.Fire(PrinterTrigger.Fault, core.Desk.Worst?.Text ?? "The firmware has halted.");
                break;
            case LinkEventKind.EmergencyUnanswered when core.Setup.MayReset:
                core.Effects.PulseReset();
                break;
            case LinkEventKind.Silent:
                core.Reason = "The firmware does not answer.";
                break;
        }
    }

    /// <summary>The firmware reported a fault that leaves nothing to go on with.</summary>
    public void OnFault(FirmwareFault fault)
    {
        if (core.Job is null && core.State != PrinterState.Idle)
            return;
        string text = $"{fault.Title}: {fault.Text}";
        // Where the firmware did not halt by itself, its heaters are switched off from here.
        if (core.Link is { Phase: not LinkPhase.Halted })
            core.Link.StopInEmergency(core.Now);
        Fail(text);
        core.Fire(PrinterTrigger.Fault, text);
    }

    /// <summary>The job cannot go on by itself; a person decides.</summary>
    public void Interrupt(string why)
    {
        if (core.Job is not { Interruption: null } job)
            return;
        if (job.IsCancelled)
        {
            End(JobOutcome.Cancelled, why, PrinterTrigger.Interrupt);
            return;
        }
        job.Interruption = why;
        job.Prepared.Journal.AddMark(new JournalMark(JournalMarkKind.Interrupted, job.Ceiling, why));
        core.Fire(PrinterTrigger.Interrupt, why);
    }

    /// <summary>The job is over, and failed.</summary>
    public void Fail(string why)
    {
        if (core.Job is not null)
            End(JobOutcome.Failed, why, trigger: null);
    }

    public void Advance()
    {
        if (core.Job is not { } job || core.Link is not { } link)
            return;
        FollowHeating(link);
        if (job.IsNumbered && core.Stream == job.Stream)
            job.CommandsDone = job.Stream.CommandsUpTo(link.Acknowledged);
        if (core.Now < _noteAt)
            return;
        _noteAt = core.Now + NoteInterval;
        if (job.IsNumbered && core.Stream == job.Stream)
            job.Stream.NoteProgress(Math.Max(link.Confirmed, link.Acknowledged - link.Window.QueueLines));
    }

    private void Begin(ActiveJob job)
    {
        if (core.Job != job || job.IsCancelled)
            return;
        IReadOnlyList<string> script = core.Expand(core.Setup.Scripts.BeforePrint, core.Modal.State, canExtrude: false);
        if (script.Count > 0)
            job.Stream.Insert(script, job.Stream.FirstNumber - 1);
        core.Renumber(job.Stream);
    }

    private void Continue(ActiveJob job)
    {
        job.Stream.IsGated = false;
        if (job.IsCancelled)
        {
            core.Fire(PrinterTrigger.JobContinues);
            core.Fire(PrinterTrigger.Cancel);
            Run(CancelScript(), FinishCancel);
            return;
        }
        if (job.IsEnding)
            core.WhenDone(() => End(JobOutcome.Completed, "", PrinterTrigger.JobEnded));
        core.Fire(job.IsPaused ? PrinterTrigger.PauseContinues : PrinterTrigger.JobContinues);
    }

    private void HoldFile(bool runScript)
    {
        ActiveJob job = core.Job!;
        job.IsPaused = true;
        job.Stream.Hold(JournalMarkKind.Paused, Math.Max(core.Link!.HighestSent, job.Stream.FirstNumber - 1));
        core.Modal.KeepForResume();
        Run(
            runScript ? core.Expand(core.Setup.Scripts.Pause, core.Modal.Paused, core.Modal.PausedCanExtrude) : [],
            FinishPause
        );
    }

    private void FinishPause()
    {
        if (core.State == PrinterState.Pausing)
            core.Fire(PrinterTrigger.PauseDone, core.Reason);
    }

    private void FinishResume()
    {
        if (core.State != PrinterState.Resuming)
            return;
        core.Modal.Resumed();
        core.Job!.IsPaused = false;
        core.Job.Stream.Release();
        core.Fire(PrinterTrigger.ResumeDone);
    }

    private void FinishCancel()
    {
        if (core.Job is { IsCancelled: true })
            End(JobOutcome.Cancelled, "Cancelled.", PrinterTrigger.JobEnded);
    }

    /// <summary>What ends a job that was given up. Filament that was pulled back for a pause is not pulled back again.</summary>
    private IReadOnlyList<string> CancelScript() =>
        core.Expand(core.Setup.Scripts.Cancel, core.Modal.State, core.Modal.CanExtrude && core.Modal.Paused is null);

    /// <summary>Runs a script's lines in the job's stream; then goes on.</summary>
    private void Run(IReadOnlyList<string> lines, Action then)
    {
        if (lines.Count > 0)
            core.Insert(lines, then);
        else
            core.WhenDone(then);
    }

    /// <summary>The file's last line is accepted; the end script follows, and the moves that are still planned.</summary>
    private void Finish(ActiveJob job)
    {
        job.IsEnding = true;
        List<string> lines = [.. core.Expand(core.Setup.Scripts.AfterPrint, core.Modal.State, core.Modal.CanExtrude)];
        bool waitsForMoves =
            lines.Count > 0
                ? Commands.BehaviourOf(Encoding.ASCII.GetBytes(lines[^1])).HasFlag(CommandBehaviour.Blocking)
                : core.Link!.LastWasBlocking;
        if (!waitsForMoves)
            lines.Add("M400");
        core.Insert(lines, () => End(JobOutcome.Completed, "", PrinterTrigger.JobEnded));
    }

    private void End(JobOutcome outcome, string text, PrinterTrigger? trigger)
    {
        ActiveJob job = core.Job!;
        core.Job = null;
        core.LastJob = new JobResult(
            job.Prepared.Header,
            outcome,
            text,
            job.CommandsDone,
            core.Now - job.StartedAt,
            JobPerformance.Of(core.Statistics, core.BaudRate)
        );
        job.Prepared.Journal.AddMark(
            new JournalMark(JournalMarkKind.Ended, job.Ceiling, JournalEnd.Write(outcome, text))
        );
        _ = job.Prepared.Journal.CloseAsync();
        job.Prepared.File.Dispose();
        if (core.Stream == job.Stream && core.Link is { Phase: LinkPhase.Streaming })
            LeaveStream();
        if (trigger is { } known)
            core.Fire(known, text);
    }

    private void OnReset()
    {
        Interrupt("The printer was reset: it forgot its position and its targets.");
        core.Fire(PrinterTrigger.FirmwareReset, "The printer was reset.");
        core.Greet();
    }

    private void FollowHeating(FirmwareLink link)
    {
        if (link.IsHeating && core.State == PrinterState.Printing)
            core.Fire(PrinterTrigger.HeatingBegan);
        else if (!link.IsHeating && core.State == PrinterState.Heating)
            core.Fire(PrinterTrigger.HeatingEnded);
    }
}
