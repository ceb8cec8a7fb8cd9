namespace Gantry.Printing;

/// <summary>What a printer is doing, as far as Gantry knows it: the state shown is always the state of the printer.</summary>
public enum PrinterState
{
    /// <summary>There is no connection.</summary>
    Offline,

    /// <summary>The port is being opened, or the firmware greeted.</summary>
    Connecting,

    /// <summary>Connected, nothing to do, the plate clear.</summary>
    Idle,

    /// <summary>A job is under way and waits for a heater.</summary>
    Heating,

    /// <summary>A job is under way.</summary>
    Printing,

    /// <summary>The lines of the job are held; the pause script runs.</summary>
    Pausing,

    /// <summary>Waiting for a person to resume the job.</summary>
    Paused,

    /// <summary>The resume script runs.</summary>
    Resuming,

    /// <summary>The job was given up; the cancel script runs.</summary>
    Cancelling,

    /// <summary>The job cannot go on by itself, because the firmware forgot where it was; a person decides.</summary>
    Interrupted,

    /// <summary>The job is over, well or not; the plate is not cleared yet.</summary>
    Finished,

    /// <summary>The firmware has halted or reported a fault that stops everything. It must be reset.</summary>
    Error,

    /// <summary>A person works on the machine: nothing is started.</summary>
    Maintenance,
}
