using System.Text;
using Gantry.Firmware;
using Gantry.Firmware.Faults;
using Gantry.Firmware.Identity;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Printing.Scripts;

namespace Gantry.Printing.Actor;

/// <summary>Ends jobs: well, given up, failed, or interrupted for a person to decide.</summary>
internal sealed class JobEnding(PrinterCore core)
{
    /// <summary>How long a fault that leaves the firmware alive may take until its heaters are off; then it is stopped (M112).</summary>
    private static readonly TimeSpan SwitchOffLimit = TimeSpan.FromSeconds(10);

    /// <summary>Waits that follow each other are broken one by one.</summary>
    private static readonly TimeSpan BreakInterval = TimeSpan.FromSeconds(0.25);
    private const int MostBreaks = 1000;

    private TimeSpan _stopAt = TimeSpan.MaxValue;
    private TimeSpan _breakAt = TimeSpan.MaxValue;
    private int _breaks;
    private bool _leaves;

    public TimeSpan Deadline => _stopAt < _breakAt ? _stopAt : _breakAt;

    /// <summary>Somebody gives the job up.</summary>
    public void Cancel()
    {
        core.Require(PrinterTrigger.Cancel, "cancel: there is no job");
        if (core.Job is not { } job)
            throw new PrinterRefusedException($"{core.Setup.Name} has no job to cancel.");
        if (core.State == PrinterState.Connecting)
        {
            // It ends when it is known where the firmware stands.
            job.IsCancelled = true;
            job.Stream.Hold(JournalMarkKind.Cancelled, job.Ceiling);
            core.Fire(PrinterTrigger.Cancel);
            return;
        }
        if (core.Link is null || job.Interruption is not null)
        {
            core.CoolDownWaits = core.Link is null;
            string why = job.Interruption ?? "Cancelled while the printer was offline.";
            End(JobOutcome.Cancelled, why, PrinterTrigger.Cancel);
            if (core.Link is { Phase: LinkPhase.Streaming })
                core.Insert(OffCommands(), () => { });
            return;
        }
        core.Fire(PrinterTrigger.Cancel);
        job.IsCancelled = true;
        if (core.Stream != job.Stream)
        {
            // Its first line was never sent.
            core.WhenDone(FinishCancel);
            return;
        }
        job.Stream.Hold(JournalMarkKind.Cancelled, Math.Max(core.Link.HighestSent, job.Stream.FirstNumber - 1));
        RunCancelScript();
    }

    /// <summary>The printer itself wants the job given up.</summary>
    public void TryCancel()
    {
        if (core.Job is not null && PrinterTransitions.Next(core.State, PrinterTrigger.Cancel) is not null)
            Cancel();
    }

    /// <summary>Heaters and fans off before all else, past waits and slow moves as far as the firmware lets it; then the script.</summary>
    public void RunCancelScript()
    {
        FirmwareLink link = core.Link!;
        (_breaks, _breakAt) = (0, core.Now);
        BreakWaits();
        // A head that crawls holds up what waits behind it: it is stopped where it is. What it loses are steps, not a part.
        if (_breaks == 0 && link.IsStalled && core.Firmware.Flavour == FirmwareFlavour.Marlin)
        {
            link.SendOutOfBand("M410"u8);
            core.Modal.Stopped();
        }
        if (!core.MayInsert)
        {
            // What has no place in the journal has none between the lines of the job either: it is left as soon as it is still.
            _leaves = true;
            return;
        }
        ActiveJob job = core.Job!;
        IReadOnlyList<string> off = OffCommands();
        long last = core.Insert(off, () => job.AreHeatersOff = true);
        link.Hurry(last - off.Count + 1, last);
        core.Jobs.Run(CancelScript(off), FinishCancel);
    }

    /// <summary>The file's last line is accepted; the end script follows, and the moves that are still planned.</summary>
    public void Finish(ActiveJob job)
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

    /// <summary>The job cannot go on by itself; a person decides.</summary>
    public void Interrupt(string why)
    {
        if (core.Job is not { Interruption: null } job)
            return;
        if (job.IsCancelled)
        {
            // Whatever the firmware forgot, its heaters may be on: they are switched off when it is set up anew.
            core.CoolDownWaits = true;
            bool wasAlive = core.State == PrinterState.Cancelling;
            End(JobOutcome.Cancelled, why, wasAlive ? PrinterTrigger.Interrupt : null);
            return;
        }
        job.Interruption = why;
        core.Policies.Interrupted();
        job.Prepared.Journal.AddMark(new JournalMark(JournalMarkKind.Interrupted, job.Ceiling, why));
        core.Fire(PrinterTrigger.Interrupt, why);
    }

    /// <summary>
    /// The job stands still because its journal cannot be written: what is sent from now on has no place in it. A job that was given
    /// up waits for nothing: what switches its heaters off stands in the same queue.
    /// </summary>
    public void OnStuck(ActiveJob job, string why, bool mayWait)
    {
        if (job.Interruption is not null || (mayWait && !job.IsCancelled))
            return;
        if (!job.IsCancelled)
            Interrupt(why);
        _leaves = true;
    }

    /// <summary>The firmware reported a fault that leaves nothing to go on with.</summary>
    public void OnFault(FirmwareFault fault)
    {
        if (core.State is PrinterState.Offline or PrinterState.Error or PrinterState.Maintenance)
            return;
        string text = $"{fault.Title}: {fault.Text}";
        bool isGentle = fault.Kind is FaultKind.HomingFailed or FaultKind.ProbingFailed or FaultKind.EndstopHit;
        if (isGentle && core.Link is { Phase: LinkPhase.Streaming } link)
        {
            // The firmware still listens: its heaters go off in good order, and if that takes too long, it is stopped.
            Fail(text);
            IReadOnlyList<string> off = OffCommands();
            _stopAt = core.Now + SwitchOffLimit;
            long last = core.Insert(off, () => _stopAt = TimeSpan.MaxValue, () => _stopAt = TimeSpan.MaxValue);
            link.Hurry(last - off.Count + 1, last);
        }
        else
        {
            // Where the firmware did not halt by itself, its heaters are switched off from here.
            if (core.Link is { Phase: not LinkPhase.Halted })
                core.Link.StopInEmergency(core.Now);
            Fail(text);
        }
        core.Fire(PrinterTrigger.Fault, text);
    }

    /// <summary>The firmware has halted.</summary>
    public void Halted()
    {
        core.IsHalted = true;
        string why = core.Desk.Worst is { } fault ? $"{fault.Title}: {fault.Text}" : "The firmware has halted.";
        Fail(why);
        core.Fire(PrinterTrigger.Fault, why);
    }

    /// <summary>The job is over, and failed.</summary>
    public void Fail(string why)
    {
        if (core.Job is not null)
            End(JobOutcome.Failed, why, trigger: null);
    }

    /// <summary>The job goes on as another one, at a layer.</summary>
    public void Replace(ActiveJob before)
    {
        core.Job = null;
        _leaves = false;
        Close(before, "Goes on at a layer.");
    }

    /// <summary>The job is over.</summary>
    public void End(JobOutcome outcome, string text, PrinterTrigger? trigger)
    {
        ActiveJob job = core.Job!;
        core.Job = null;
        _leaves = false;
        _breakAt = TimeSpan.MaxValue;
        core.LastJob = new JobResult(
            job.Prepared.Header,
            outcome,
            text,
            job.CommandsDone,
            core.Now - job.StartedAt,
            JobPerformance.Of(core.Statistics, core.BaudRate)
        )
        {
            Notes = [.. job.Notes],
        };
        Close(job, JournalEnd.Write(outcome, text));
        core.Policies.JobEnded();
        // Also while the firmware is being asked what it took: nothing may be put into a stream whose journal is closed.
        if (
            core.Stream == job.Stream
            && core.Link is { Phase: LinkPhase.Streaming or LinkPhase.Verifying or LinkPhase.Recovering }
        )
            LeaveStream(job);
        if (trigger is { } known)
            core.Fire(known, text);
    }

    /// <summary>Lets the job's stream be, and sends only what is inserted.</summary>
    public void LeaveStream(ActiveJob job)
    {
        // A journal that knows nothing of this must not be gone on with: the firmware's number will not be one of its.
        if (job.Stream.IsUnsecured && core.Link is { InFlight: 0 })
            core.Renumber(new LineStream(job.Stream.Unknown));
        else
            core.Continue(new LineStream(core.Link!.HighestSent + 1), core.Link.HighestSent + 1);
    }

    public void Advance()
    {
        if (_leaves)
            TryLeave();
        if (core.Now >= _breakAt)
            BreakWaits();
        if (core.Now < _stopAt)
            return;
        _stopAt = TimeSpan.MaxValue;
        core.Link?.StopInEmergency(core.Now);
    }

    /// <summary>The connection is gone.</summary>
    public void Forget()
    {
        _stopAt = _breakAt = TimeSpan.MaxValue;
        _leaves = false;
    }

    /// <summary>When all that was sent of the job is done, its stream is left; a job that was given up ends with that.</summary>
    private void TryLeave()
    {
        if (core.Link is not { Phase: LinkPhase.Streaming, InFlight: 0 } || core.Job is not { } job)
            return;
        _leaves = false;
        if (!job.IsCancelled)
        {
            LeaveStream(job);
            return;
        }
        IReadOnlyList<string> off = OffCommands();
        IReadOnlyList<string> script = [.. off, .. CancelScript(off)];
        LeaveStream(job);
        End(JobOutcome.Cancelled, "Cancelled.", PrinterTrigger.JobEnded);
        core.Insert(script, () => { });
    }

    private static void Close(ActiveJob job, string text)
    {
        job.Prepared.Journal.AddMark(new JournalMark(JournalMarkKind.Ended, job.Ceiling, text));
        _ = job.Prepared.Journal.CloseAsync();
        job.Prepared.File.Dispose();
    }

    /// <summary>M108 ends a wait for a heater or a person. Those that follow are ended in turn, when each has begun.</summary>
    private void BreakWaits()
    {
        _breakAt = TimeSpan.MaxValue;
        if (core.Link is not { } link || !(link.IsHeating || core.Desk.IsWaitingForPerson) || _breaks == MostBreaks)
            return;
        if (link.MayInterject)
        {
            _breaks++;
            link.SendOutOfBand("M108"u8);
        }
        _breakAt = core.Now + BreakInterval;
    }

    private IReadOnlyList<string> OffCommands() =>
        [.. RestoreCommands.HeatersOff(core.Setup.Machine), .. RestoreCommands.FansOff(core.Setup.Machine)];

    /// <summary>
    /// What ends a job that was given up, without what was sent already. Filament that was pulled back for a pause is not pulled
    /// back again.
    /// </summary>
    private IReadOnlyList<string> CancelScript(IReadOnlyList<string> sent)
    {
        IReadOnlyList<string> script = core.Expand(
            core.Setup.Scripts.Cancel,
            core.Modal.State,
            core.Modal.CanExtrude && core.Modal.Paused is null
        );
        return script.Take(sent.Count).SequenceEqual(sent) ? [.. script.Skip(sent.Count)] : script;
    }

    private void FinishCancel()
    {
        if (core.Job is { IsCancelled: true })
            End(JobOutcome.Cancelled, "Cancelled.", PrinterTrigger.JobEnded);
    }
}
