namespace Gantry.Printing;

/// <summary>What moves a printer from one state to another.</summary>
public enum PrinterTrigger
{
    /// <summary>Somebody wants a connection, or it is time to try again.</summary>
    Connect,

    /// <summary>The firmware answered and is set up; there is no job.</summary>
    Connected,

    /// <summary>The firmware answered, and stands where the job can go on.</summary>
    JobContinues,

    /// <summary>The same, of a job that was paused.</summary>
    PauseContinues,

    /// <summary>The firmware answered, and the plate of the last job is still to be cleared.</summary>
    PlateWaits,

    /// <summary>No firmware answered.</summary>
    ConnectFailed,

    /// <summary>Somebody ends the connection.</summary>
    Disconnect,

    /// <summary>The port is gone.</summary>
    PortLost,

    /// <summary>A job begins.</summary>
    Start,

    /// <summary>The command under way waits for a heater.</summary>
    HeatingBegan,

    /// <summary>It does not any more.</summary>
    HeatingEnded,

    /// <summary>Somebody, the file or the printer wants a pause.</summary>
    Pause,

    /// <summary>The pause script is done.</summary>
    PauseDone,

    /// <summary>Somebody wants the job to go on.</summary>
    Resume,

    /// <summary>The resume script is done.</summary>
    ResumeDone,

    /// <summary>Somebody, or the printer, gives the job up.</summary>
    Cancel,

    /// <summary>The job is over: its last line, or its cancel script, is done.</summary>
    JobEnded,

    /// <summary>The firmware was reset, or stands at a line that is not of this job.</summary>
    Interrupt,

    /// <summary>The firmware was reset while there was no job.</summary>
    FirmwareReset,

    /// <summary>The firmware has halted, or must not go on.</summary>
    Fault,

    /// <summary>Somebody wants the firmware reset after a fault.</summary>
    Reset,

    /// <summary>Somebody says that the plate is clear.</summary>
    PlateCleared,

    /// <summary>Somebody takes the printer out of service.</summary>
    MaintenanceBegins,

    /// <summary>Somebody puts it back into service.</summary>
    MaintenanceEnds,
}
