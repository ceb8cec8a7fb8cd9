using Gantry.Firmware;
using Gantry.Printing.Journal;

namespace Gantry.Printing.Actor;

/// <summary>Starts, holds and continues jobs.</summary>
internal sealed class JobControl(PrinterCore core)
{
    /// <summary>The progress is noted so often; a killed process can lose no more of it.</summary>
    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(1);

    private const string NumbersLost =
        "The firmware does not say which line it took last, so nobody can know where to go on.";

    private const string WasReset = "The printer was reset: it forgot its position and its targets.";

    /// <summary>So long a print stands on its part for want of a journal; then it is for a person to decide, and the heaters are.</summary>
    private static readonly TimeSpan StuckLimit = TimeSpan.FromSeconds(30);

    private readonly WayBack _way = new(core);
    private TimeSpan _noteAt;

    public TimeSpan Deadline => core.Job is { IsNumbered: true } && core.Link is not null ? _noteAt : TimeSpan.MaxValue;

    public void Start(PreparedJob prepared)
    {
        core.Require(PrinterTrigger.Start, "start a job now");
        if (core.Job is { } before)
        {
            // A person lets an interrupted print go on at a layer: the new job takes its place.
            if (prepared.Prelude is null)
                throw new PrinterRefusedException(
                    $"{core.Setup.Name} has an interrupted print: let it go on at a layer, or give it up."
                );
            core.Ending.Replace(before);
        }
        var job = new ActiveJob(prepared, core.Now);
        core.Job = job;
        core.LastJob = null;
        core.PlateWaits = true;
        core.Statistics.Restart();
        core.Progress.Begin();
        core.Effects.Study(prepared);
        core.Fire(PrinterTrigger.Start);
        // What was sent before must be done: its acknowledgements would be taken for the job's.
        core.WhenDone(() => Begin(job));
    }

    /// <summary>Takes over a job that another process began.</summary>
    /// <param name="prepared">The job.</param>
    /// <param name="wasPaused">Whether it is known from elsewhere that it was paused: its journal may have been full.</param>
    /// <param name="interruption">Why it was interrupted, likewise; null when it was not.</param>
    public void Adopt(PreparedJob prepared, bool wasPaused, string? interruption)
    {
        if (core.Job is not null || core.State != PrinterState.Offline)
            throw new PrinterRefusedException($"{core.Setup.Name} must be offline and without a job to take one over.");
        JournalContents found = prepared.Found!;
        JournalMarkKind? last = found.LastMark?.Kind;
        bool isCancelled = last == JournalMarkKind.Cancelled;
        var job = new ActiveJob(prepared, core.Now)
        {
            IsNumbered = true,
            AwaitsReplay = true,
            Floor = Math.Max(
                prepared.Header.FirstNumber - 1,
                found.Progress.Acknowledged - core.Setup.Window.QueueLines
            ),
            Ceiling = found.Progress.SendLimit,
            IsPaused = wasPaused || last == JournalMarkKind.Paused,
            // A pause that the journal does not know of had no place for its script either.
            IsPausedAsItStands = last != JournalMarkKind.Paused || found.LastMark!.Text == JournalMark.AsItStands,
            // What was sent without a number stands nowhere.
            IsDisturbed = true,
            IsCancelled = isCancelled,
            Interruption =
                last == JournalMarkKind.Interrupted ? found.LastMark!.Text
                : isCancelled ? null
                : interruption,
            CommandsDone = prepared.Stream.CommandsUpTo(found.Progress.Acknowledged),
        };
        core.Job = job;
        if (job.Interruption is { } why && last != JournalMarkKind.Interrupted)
            prepared.Journal.AddMark(new JournalMark(JournalMarkKind.Interrupted, job.Ceiling, why));
        core.PlateWaits = true;
        core.Progress.Begin();
        core.Effects.Study(prepared);
    }

    public void Pause()
    {
        core.Require(PrinterTrigger.Pause, "pause now");
        if (core.Job!.IsEnding)
            throw new PrinterRefusedException(
                $"{core.Setup.Name} has done the job's last line: nothing is left to pause."
            );
        HoldFile(runScript: true);
        core.Fire(PrinterTrigger.Pause);
    }

    /// <summary>A job whose last line is done has nothing left to hold; it would end while it pauses, and the pause never.</summary>
    private bool MayPause =>
        core.Job is { IsEnding: false } && PrinterTransitions.Next(core.State, PrinterTrigger.Pause) is not null;

    public void TryPause(string reason)
    {
        if (!MayPause)
            return;
        HoldFile(runScript: true);
        core.Fire(PrinterTrigger.Pause, reason);
    }

    /// <summary>The firmware has paused and parked by itself: the file waits, and nothing else is sent.</summary>
    public void PausedByFirmware(string reason)
    {
        if (!MayPause)
            return;
        Hold(asItStands: false);
        core.Job!.IsPausedByFirmware = true;
        core.Fire(PrinterTrigger.Pause, reason);
        core.Fire(PrinterTrigger.PauseDone, reason);
    }

    public void Resume()
    {
        core.Require(PrinterTrigger.Resume, "resume now");
        // The firmware goes on when its question is answered, and says so.
        if (core.Job!.IsPausedByFirmware && core.Desk.TryGoOn())
            return;
        if (!_way.IsOpen(core.Job, _way.LinesFor(core.Job)))
            throw new PrinterRefusedException(_way.WhyNot(core.Job));
        Continue();
    }

    /// <summary>The printer wants the job to go on, or has gone on by itself.</summary>
    public void TryResume()
    {
        if (PrinterTransitions.Next(core.State, PrinterTrigger.Resume) is null || core.Job is not { } job)
            return;
        if (_way.IsOpen(job, _way.LinesFor(job)))
            Continue();
        else
            core.Note(_way.WhyNot(job));
    }

    /// <summary>Whether the firmware stands where this job can go on; if not, the job is interrupted.</summary>
    public bool MayContinue(ActiveJob job, long last)
    {
        // The journal's limit runs ahead of what was sent, and so beyond the end of a short file.
        if (last >= job.Floor && last <= Math.Min(job.Ceiling, job.Stream.LastPossible))
            return true;
        core.Ending.Interrupt(
            last < 0 ? NumbersLost
            : last == 0 ? WasReset
            : $"The firmware's last line was {last}, which is not of this job: something else has sent to it."
        );
        return false;
    }

    /// <summary>Whether the printer says that it is the one that the job began on.</summary>
    public bool IsSamePrinter(ActiveJob job)
    {
        string began = job.Prepared.Header.Firmware;
        return began.Length == 0 || began == core.Firmware.Identity;
    }

    /// <summary>The firmware is set up.</summary>
    public void Connected()
    {
        if (core.Job is { IsCancelled: true, IsNumbered: false } or { IsCancelled: true, Interruption: not null })
            core.Ending.End(JobOutcome.Cancelled, "Cancelled.", trigger: null);
        if (core.Job is not { } job)
            core.Fire(core.PlateWaits ? PrinterTrigger.PlateWaits : PrinterTrigger.Connected);
        else if (job.Interruption is { } why)
            core.Fire(PrinterTrigger.Interrupt, why);
        else if (!job.IsNumbered)
        {
            core.Fire(PrinterTrigger.JobContinues);
            Begin(job);
        }
        else if (!job.AwaitsReplay)
            GoOn(job);
    }

    public void OnLink(LinkEvent linkEvent)
    {
        switch (linkEvent.Kind)
        {
            case LinkEventKind.Renumbered when core.Job is { } job && core.Stream == job.Stream:
                job.IsNumbered = true;
                break;
            case LinkEventKind.StreamAccepted when core.Job is { IsEnding: false } job:
                core.Ending.Finish(job);
                break;
            case LinkEventKind.OkUnexpected:
                core.Note(
                    "An acknowledgement came that belongs to nothing: the firmware may have executed a cut line."
                );
                core.Job?.Note(
                    $"Near line {core.Link!.Acknowledged} the firmware may have executed the cut end of a line as a command."
                );
                break;
            case LinkEventKind.TailUnknown:
                core.Job?.Note(
                    $"Near line {linkEvent.Number} the firmware got the cut end of a line, and did not know it: nothing came of it."
                );
                break;
            case LinkEventKind.FirmwareReset:
                OnReset();
                break;
            case LinkEventKind.ForeignNumber:
                core.Ending.Interrupt($"The firmware says that its last line was {linkEvent.Number}, which cannot be.");
                core.Greet();
                break;
            case LinkEventKind.LineRefused:
                core.Ending.Interrupt($"The firmware refuses line {linkEvent.Number} again and again.");
                core.Greet();
                break;
            case LinkEventKind.Halted:
                core.Ending.Halted();
                break;
            case LinkEventKind.EmergencyUnanswered when core.Setup.MayReset:
                core.Effects.PulseReset();
                break;
            case LinkEventKind.Silent:
                core.Reason = "The firmware does not answer.";
                break;
        }
    }

    public void Advance()
    {
        if (core.Job is not { } job || core.Link is not { } link)
            return;
        FollowHeating(link);
        // While the firmware is greeted anew the link knows of no line.
        if (
            job is { IsNumbered: true, Interruption: null }
            && core.Stream == job.Stream
            && link.Phase > LinkPhase.Greeting
        )
            job.CommandsDone = job.Stream.CommandsUpTo(link.Acknowledged);
        if (core.Now < _noteAt)
            return;
        _noteAt = core.Now + NoteInterval;
        if (job.JournalTrouble is { } trouble && core.Stream == job.Stream && job.Stream.IsStuck(link.Next))
            core.Ending.OnStuck(job, trouble, mayWait: core.Now - job.JournalTroubleSince <= StuckLimit);
        if (
            job is { IsNumbered: true, Interruption: null }
            && core.Stream == job.Stream
            && link.Phase > LinkPhase.Greeting
        )
            job.Stream.NoteProgress(Math.Max(link.Confirmed, link.Acknowledged - link.Window.QueueLines));
    }

    /// <summary>The job's journal cannot be written: the print goes on as far as it can, and it is said.</summary>
    public void JournalFailed(PreparedJob failed, string why)
    {
        if (core.Job is not { } job || job.Prepared != failed)
            return;
        job.Stream.Unsecure();
        if (job.JournalTrouble is not null)
            return;
        (job.JournalTrouble, job.JournalTroubleSince) = (why, core.Now);
        core.Note($"{why} The print goes on; if Gantry ends now, nobody will know where.");
        job.Note($"From line {core.Link?.HighestSent ?? job.Ceiling} on: {why}");
    }

    /// <summary>The job's journal can be written.</summary>
    public void JournalSynced(PreparedJob synced, long ticket)
    {
        if (core.Job is not { } job || job.Prepared != synced)
            return;
        job.Stream.OnSynced(ticket);
        if (job is not { JournalTrouble: not null, Stream.IsUnsecured: false })
            return;
        job.JournalTrouble = null;
        core.Note("The journal of the print can be written again.");
        core.Changed();
    }

    /// <summary>It was read how the printer stands by the journal of a job that was taken over.</summary>
    public void Replayed()
    {
        if (core.Job is not { AwaitsReplay: true } job)
            return;
        job.AwaitsReplay = false;
        if (core.State == PrinterState.Connecting && core.IsSetUp && job.Interruption is null)
            GoOn(job);
    }

    /// <summary>Lines in the job's stream; then goes on. Without a journal it goes on without them.</summary>
    public void Run(IReadOnlyList<string> lines, Action then)
    {
        if (lines.Count > 0 && core.MayInsert)
            core.Insert(lines, then);
        else
            core.WhenDone(then);
    }

    private void Begin(ActiveJob job)
    {
        if (core.Job != job || job.IsCancelled)
            return;
        IReadOnlyList<string> script =
            job.Prepared.Prelude ?? core.Expand(core.Setup.Scripts.BeforePrint, core.Modal.State, canExtrude: false);
        if (script.Count > 0)
            job.Stream.Insert(script, job.Stream.FirstNumber - 1);
        core.Renumber(job.Stream);
    }

    private void GoOn(ActiveJob job)
    {
        job.Stream.IsGated = false;
        if (job.IsCancelled)
        {
            core.Fire(PrinterTrigger.JobContinues);
            core.Fire(PrinterTrigger.Cancel);
            core.Ending.RunCancelScript();
            return;
        }
        if (job.IsEnding)
            core.WhenDone(() => core.Ending.End(JobOutcome.Completed, "", PrinterTrigger.JobEnded));
        if (job.IsPaused && !job.Stream.IsHeld)
            job.Stream.Hold(JournalMarkKind.Paused, core.Link!.HighestSent, JournalMark.AsItStands);
        core.Fire(job.IsPaused ? PrinterTrigger.PauseContinues : PrinterTrigger.JobContinues);
    }

    private void Continue()
    {
        ActiveJob job = core.Job!;
        IReadOnlyList<string> lines = _way.LinesFor(job);
        core.Fire(PrinterTrigger.Resume);
        job.IsPausedByFirmware = false;
        Run(lines, FinishResume);
    }

    private void HoldFile(bool runScript)
    {
        Hold(asItStands: !core.MayInsert);
        // Who pauses again while it resumes goes back to where the print is, not to where the head is now.
        if (core.State != PrinterState.Resuming || core.Modal.Paused is null)
            core.Modal.KeepForResume();
        Run(
            runScript ? core.Expand(core.Setup.Scripts.Pause, core.Modal.Paused, core.Modal.PausedCanExtrude) : [],
            FinishPause
        );
    }

    private void Hold(bool asItStands)
    {
        ActiveJob job = core.Job!;
        job.IsPaused = true;
        job.IsPausedAsItStands = asItStands;
        job.IsDisturbed &= core.State == PrinterState.Resuming;
        job.AreHotendsOff &= core.State == PrinterState.Resuming;
        job.Stream.Hold(
            JournalMarkKind.Paused,
            Math.Max(core.Link!.HighestSent, job.Stream.FirstNumber - 1),
            asItStands ? JournalMark.AsItStands : ""
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

    private void OnReset()
    {
        core.Ending.Interrupt(WasReset);
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
