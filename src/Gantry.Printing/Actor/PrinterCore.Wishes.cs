using Gantry.Firmware.Temperatures;
using Gantry.Printing.Control;
using Gantry.Printing.Jobs;
using Gantry.Printing.Scripts;

namespace Gantry.Printing.Actor;

/// <summary>What people want.</summary>
internal sealed partial class PrinterCore
{
    public void Connect(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                Require(PrinterTrigger.Connect, "connect");
                _reconnection.Restart();
                TryConnect();
            }
        );

    public void Disconnect(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                _reconnection.Stop();
                if (State == PrinterState.Offline)
                    return;
                Require(PrinterTrigger.Disconnect, "disconnect while a job runs; cancel it first");
                ClosePort();
                Fire(PrinterTrigger.Disconnect, "Disconnected.");
            }
        );

    public void Start(PreparedJob job, TimeSpan now) => Do(now, () => _jobs.Start(job));

    /// <summary>Takes over a job that another process began; it goes on when the printer is connected.</summary>
    public void Adopt(PreparedJob job, bool wasPaused, string? interruption, TimeSpan now) =>
        Do(now, () => _jobs.Adopt(job, wasPaused, interruption));

    /// <summary>The print that waits for a person to let it go on at a layer.</summary>
    public InterruptedPrint RequireInterrupted() =>
        State == PrinterState.Interrupted && Job is { } job
            ? new InterruptedPrint(job.Prepared, job.CommandsDone, Setup, Firmware)
            : throw new PrinterRefusedException($"{Setup.Name} has no interrupted print, or is not connected.");

    public void Pause(TimeSpan now) => Do(now, _jobs.Pause);

    public void Resume(TimeSpan now) => Do(now, _jobs.Resume);

    public void Cancel(TimeSpan now) => Do(now, Ending.Cancel);

    public void ClearPlate(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                Require(PrinterTrigger.PlateCleared, "clear the plate now");
                PlateWaits = false;
                Fire(PrinterTrigger.PlateCleared);
            }
        );

    public void ChangeSetup(PrinterSetup setup, TimeSpan now) => Do(now, () => Setup = setup);

    public void Send(
        IReadOnlyList<string> commands,
        Action<IReadOnlyList<CommandAnswer>> done,
        Action lost,
        TimeSpan now
    ) => Take(commands, done, lost, _ => { }, now);

    /// <param name="commands">What is to be sent.</param>
    /// <param name="done">Called with the answers when the last one is acknowledged.</param>
    /// <param name="lost">Called when the connection is lost before that.</param>
    /// <param name="taken">Called when they are on their way, with where the answers gather; null when there are none.</param>
    /// <param name="now">The time.</param>
    public void Take(
        IReadOnlyList<string> commands,
        Action<IReadOnlyList<CommandAnswer>> done,
        Action lost,
        Action<AnswerDesk.Question?> taken,
        TimeSpan now
    ) => Do(now, () => taken(_manual.Send(commands, done, lost)));

    public void Jog(JogMove move, Action<IReadOnlyList<CommandAnswer>> done, Action lost, TimeSpan now) =>
        Do(now, () => _manual.Jog(move, done, lost));

    public void Home(AxisSet axes, Action<IReadOnlyList<CommandAnswer>> done, Action lost, TimeSpan now) =>
        Do(now, () => _manual.Home(axes, done, lost));

    public void Extrude(
        double mm,
        double feedrate,
        Action<IReadOnlyList<CommandAnswer>> done,
        Action lost,
        TimeSpan now
    ) => Do(now, () => _manual.Extrude(mm, feedrate, done, lost));

    public void Heat(
        HeaterId heater,
        double target,
        Action<IReadOnlyList<CommandAnswer>> done,
        Action lost,
        TimeSpan now
    ) => Do(now, () => _manual.Send(ManualCommands.Heat(heater, target, Setup), done, lost));

    public void SwitchHeatersOff(Action<IReadOnlyList<CommandAnswer>> done, Action lost, TimeSpan now) =>
        Do(now, () => _manual.SwitchHeatersOff(done, lost));

    public void SwitchMotorsOff(Action<IReadOnlyList<CommandAnswer>> done, Action lost, TimeSpan now) =>
        Do(now, () => _manual.SwitchMotorsOff(done, lost));

    public void Run(GCodeScript script, Action<IReadOnlyList<CommandAnswer>> done, Action lost, TimeSpan now) =>
        Do(now, () => _manual.Run(script, done, lost));

    public void AnswerPrompt(int prompt, int button, TimeSpan now) => Do(now, () => _desk.Answer(prompt, button));

    public void StopInEmergency(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                if (Link is null)
                {
                    StopUnheard();
                    return;
                }
                Link.StopInEmergency(now);
                IsHalted = true;
                _connecting.Stop();
                Ending.Fail("Emergency stop.");
                Fire(PrinterTrigger.Fault, "Emergency stop.");
            }
        );

    /// <summary>Nobody hears an emergency stop: the job ends all the same, and the heaters go off as soon as there is a connection.</summary>
    private void StopUnheard()
    {
        Ending.Fail("Emergency stop, which the printer could not hear: it was offline.");
        CoolDownWaits = true;
        Reason = $"{Setup.Name} is offline and does not hear an emergency stop. Switch it off at the mains.";
        Note(Reason);
    }

    public void Reset(TimeSpan now) =>
        Do(
            now,
            () =>
            {
                Require(PrinterTrigger.Reset, "reset the printer now");
                ClosePort();
                Fire(PrinterTrigger.Reset);
                _connecting.Begin(reset: Setup.MayReset);
            }
        );

    public void SetMaintenance(bool on, TimeSpan now) =>
        Do(
            now,
            () =>
            {
                PrinterTrigger trigger = on ? PrinterTrigger.MaintenanceBegins : PrinterTrigger.MaintenanceEnds;
                Require(trigger, on ? "go into maintenance while it works" : "end a maintenance that did not begin");
                if (on && Job is not null)
                    throw new PrinterRefusedException($"{Setup.Name} has a print under way; give it up first.");
                if (on)
                {
                    _reconnection.Stop();
                    ClosePort();
                }
                Fire(trigger);
                if (!on)
                    _reconnection.Restart();
            }
        );
}
