using Gantry.Firmware;
using Gantry.Firmware.Identity;
using Gantry.Printing.Jobs;

namespace Gantry.Printing.Actor;

/// <summary>
/// Follows every command that is sent, once, however often it is sent again: so it is known where the head is and how the
/// printer understands the next command.
/// </summary>
internal sealed class ModalWatch(PrinterCore core)
{
    /// <summary>Below this Marlin extrudes nothing (EXTRUDE_MINTEMP), °C.</summary>
    private const double LeastToExtrude = 170;

    private const double LongestMove = 3600;

    private long _seen;

    /// <summary>How the printer stands after everything that was sent.</summary>
    public ModalState State { get; private set; } = new(true, core.Setup.Home);

    /// <summary>How it stood when the job was paused; null when it is not.</summary>
    public ModalState? Paused { get; private set; }

    /// <summary>Whether filament could be moved then, and was pulled back.</summary>
    public bool PausedCanExtrude { get; private set; }

    /// <summary>Whether filament can be moved now: the hotend is hot enough.</summary>
    public bool CanExtrude => core.Temperatures.Of(State.Tool) >= LeastToExtrude;

    /// <summary>Takes a line that is being sent.</summary>
    /// <returns>Whether it is sent for the first time.</returns>
    public bool OnSent(in SentLine line)
    {
        if (line.Number <= _seen)
            return false;
        _seen = line.Number;
        State.Execute(line.Command);
        if (State.MoveSeconds > 0)
            core.Link!.NoteMove(TimeSpan.FromSeconds(Math.Min(State.MoveSeconds, LongestMove)));
        return true;
    }

    /// <summary>Numbers begin anew.</summary>
    public void Renumber(long first) => _seen = first - 1;

    /// <summary>The printer has restarted, or it is another one: nothing is known.</summary>
    public void Forget()
    {
        State.Reset();
        Paused = null;
    }

    /// <summary>The head was stopped in the middle of a move.</summary>
    public void Stopped() => State.ForgetPlace();

    /// <summary>What G90 does depends on the firmware.</summary>
    public void Identified(FirmwareFlavour flavour)
    {
        var state = new ModalState(SetsExtruder(flavour), core.Setup.Home);
        state.CopyFrom(State);
        State = state;
    }

    /// <summary>Keeps how the printer stands, for the resume script.</summary>
    public void KeepForResume()
    {
        Paused = State.Clone();
        PausedCanExtrude = CanExtrude;
    }

    /// <summary>Whether the head, or what its coordinates mean, is not as it was when the job was paused.</summary>
    public bool HasMoved =>
        Paused is not { } paused
        || paused.Position != State.Position
        || paused.Shift != State.Shift
        || paused.Known != State.Known
        || paused.Tool != State.Tool;

    /// <summary>A command was sent beside the numbered lines.</summary>
    public void OnSentOutOfBand(ReadOnlySpan<byte> command) => State.Execute(command);

    /// <summary>The job goes on: what was kept is restored.</summary>
    public void Resumed() => Paused = null;

    /// <summary>A job was taken over from another process: this is how the printer stands by the journal.</summary>
    public void Restore(ModalState state, ModalState? paused, long seen)
    {
        State = state;
        Paused = paused;
        // Nobody noted how hot it was; a print that was paused while its hotend was meant to be hot had it hot.
        PausedCanExtrude = paused?.HotendTarget(paused.Tool) >= LeastToExtrude;
        _seen = Math.Max(_seen, seen);
    }

    /// <summary>G90 also sets the extruder's mode: so in Marlin 1 and 2 and Smoothieware, not in the others.</summary>
    public static bool SetsExtruder(FirmwareFlavour flavour) =>
        flavour is FirmwareFlavour.Marlin or FirmwareFlavour.Unknown or FirmwareFlavour.Smoothieware;
}
