namespace Gantry.Fleet.Printers;

/// <summary>What a person can want of a printer.</summary>
public enum PrinterAction
{
    /// <summary>Open its port, and keep it open.</summary>
    Connect,

    /// <summary>Close its port, and let it be.</summary>
    Disconnect,

    /// <summary>Pause the print.</summary>
    Pause,

    /// <summary>Go on with it.</summary>
    Resume,

    /// <summary>Give it up.</summary>
    Cancel,

    /// <summary>Say that the plate is clear, and what became of the print.</summary>
    ClearPlate,

    /// <summary>Stop at once.</summary>
    EmergencyStop,

    /// <summary>Switch all heaters off.</summary>
    HeatersOff,

    /// <summary>Take it out of service.</summary>
    EnterMaintenance,

    /// <summary>Put it back.</summary>
    LeaveMaintenance,

    /// <summary>Restart the firmware after a fault.</summary>
    RestartFirmware,

    /// <summary>Go on with an interrupted print.</summary>
    ResumeInterrupted,

    /// <summary>Give an interrupted print up.</summary>
    GiveUp,
}
