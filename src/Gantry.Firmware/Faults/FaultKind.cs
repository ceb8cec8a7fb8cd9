namespace Gantry.Firmware.Faults;

/// <summary>What can be wrong, in ascending order of how much it says: of several lines about one fault the last kind names it.</summary>
public enum FaultKind
{
    /// <summary>An error that none of the others is.</summary>
    Unknown,

    /// <summary>The SD card or a file on it.</summary>
    SdCard,

    /// <summary>A tool that does not exist was asked for.</summary>
    InvalidTool,

    /// <summary>The extruder was to move although the hotend is cold; it did not.</summary>
    ColdExtrusion,

    /// <summary>The firmware has halted, by an emergency stop or a fault that it did not name.</summary>
    Killed,

    /// <summary>The firmware hung, and its watchdog has reset it or wants it to be switched off.</summary>
    Watchdog,

    /// <summary>An endstop was hit where none should be: the head is not where it is thought to be.</summary>
    EndstopHit,

    /// <summary>The bed probe did not find the bed.</summary>
    ProbingFailed,

    /// <summary>An axis did not find its endstop.</summary>
    HomingFailed,

    /// <summary>A thermometer reads less than is possible: mostly it is broken or unplugged.</summary>
    MinTemp,

    /// <summary>A thermometer reads more than is allowed.</summary>
    MaxTemp,

    /// <summary>A heater does not warm up: heater or thermometer is broken or has come loose.</summary>
    HeatingFailed,

    /// <summary>A heater lost its temperature while it was held.</summary>
    ThermalRunaway,
}
