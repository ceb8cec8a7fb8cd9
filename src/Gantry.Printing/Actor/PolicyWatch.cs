using System.Globalization;
using Gantry.Firmware;
using Gantry.Printing.Jobs;
using Gantry.Printing.Policies;
using Gantry.Printing.Scripts;

namespace Gantry.Printing.Actor;

/// <summary>Does what the printer's policy says should be done when nobody comes.</summary>
internal sealed class PolicyWatch(PrinterCore core)
{
    private double _bed;
    private double _chamber;
    private bool _reheats;
    private bool _heatersDone;
    private TimeSpan? _endedAt;

    private PrinterPolicy Policy => core.Setup.Policy;

    /// <summary>When something is due.</summary>
    public TimeSpan Deadline => Earliest(HeatersOffAt(), MotorsOffAt());

    /// <summary>A job was interrupted: what bed and chamber were heated to is kept, for a restart makes the firmware forget it.</summary>
    public void Interrupted()
    {
        ModalState state = core.Modal.State;
        _bed = Math.Max(_bed, state.BedTarget ?? 0);
        _chamber = Math.Max(_chamber, state.ChamberTarget ?? 0);
        _reheats = true;
    }

    /// <summary>By the journal of a job that was taken over.</summary>
    public void Restore(ModalState state)
    {
        (_bed, _chamber) = (state.BedTarget ?? 0, state.ChamberTarget ?? 0);
        _reheats = core.Job?.Interruption is not null;
    }

    public void JobEnded()
    {
        _endedAt = core.Now;
        (_bed, _chamber, _reheats) = (0, 0, false);
    }

    /// <summary>Somebody uses the printer: its motors are left alone.</summary>
    public void Used() => _endedAt = null;

    /// <summary>The state has changed.</summary>
    public void StateChanged() => _heatersDone = false;

    public void Advance()
    {
        if (core.Link is not { Phase: LinkPhase.Streaming })
            return;
        if (core.State == PrinterState.Interrupted && _reheats && core.MayInsert)
            Reheat();
        if (core.Now >= HeatersOffAt())
        {
            _heatersDone = true;
            SwitchHeatersOff();
        }
        if (core.Now >= MotorsOffAt())
        {
            _endedAt = null;
            core.Insert(["M84"], () => { });
        }
    }

    private TimeSpan HeatersOffAt()
    {
        if (_heatersDone || core.Link is not { Phase: LinkPhase.Streaming })
            return TimeSpan.MaxValue;
        return core.State switch
        {
            PrinterState.Interrupted when Policy.InterruptedHeaters == InterruptedHeaters.Off => core.StateSince
                + Policy.InterruptedOffAfter,
            PrinterState.Paused when Policy.PausedHotendsOffAfter is { } limit && !core.Job!.IsPausedByFirmware =>
                core.StateSince + limit,
            _ => TimeSpan.MaxValue,
        };
    }

    private TimeSpan MotorsOffAt() =>
        _endedAt is { } ended
        && Policy.MotorsOffAfter is { } limit
        && core.Job is null
        && core.State is PrinterState.Finished or PrinterState.Idle
        && core.Link is { Phase: LinkPhase.Streaming }
            ? ended + limit
            : TimeSpan.MaxValue;

    /// <summary>
    /// A part comes off a bed that cools, so bed and chamber are heated again. The hotend is not: it stands in the part.
    /// </summary>
    private void Reheat()
    {
        _reheats = false;
        if (Policy.InterruptedHeaters == InterruptedHeaters.Off && Policy.InterruptedOffAfter <= TimeSpan.Zero)
            return;
        var commands = new List<string>();
        if (_bed > 0 && core.Modal.State.BedTarget is not > 0)
            commands.Add(string.Create(CultureInfo.InvariantCulture, $"M140 S{_bed:0.##}"));
        if (_chamber > 0 && core.Modal.State.ChamberTarget is not > 0)
            commands.Add(string.Create(CultureInfo.InvariantCulture, $"M141 S{_chamber:0.##}"));
        if (commands.Count > 0)
            core.Insert(commands, () => { });
    }

    private void SwitchHeatersOff()
    {
        if (core.State == PrinterState.Interrupted)
        {
            core.SendAnyway(
                core.MayInsert
                    ? core.Expand(core.Setup.Scripts.HeatersOff, core.Modal.State, canExtrude: false)
                    : [.. RestoreCommands.HeatersOff(core.Setup.Machine)]
            );
            core.Note("The heaters were switched off: nobody came.");
            return;
        }
        var commands = new List<string>();
        for (int tool = 0; tool < core.Setup.Machine.Hotends; tool++)
            commands.Add(core.Setup.Machine.Hotends == 1 ? "M104 S0" : $"M104 T{tool} S0");
        core.SendAnyway(commands);
        (core.Job!.IsDisturbed, core.Job.AreHotendsOff) = (true, true);
        core.Note("The hotends were switched off: nobody came. Resuming heats them again.");
    }

    private static TimeSpan Earliest(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
