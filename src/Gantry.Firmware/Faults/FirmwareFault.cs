using Gantry.Firmware.Temperatures;

namespace Gantry.Firmware.Faults;

/// <summary>A fault that the firmware reported.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What the firmware said, cut and cleaned, fit to be shown and kept.</param>
/// <param name="Heater">Whose fault it is, where it is a heater's and the firmware says so.</param>
public sealed record FirmwareFault(FaultKind Kind, string Text, HeaterId? Heater)
{
    /// <summary>
    /// What it asks for. Thermal faults, failed probing and homing, an endstop hit in mid-print and a halt leave nothing to go on
    /// with; the others may be noise of a start script.
    /// </summary>
    public FaultResponse Response => Kind >= FaultKind.Killed ? FaultResponse.SwitchOff : FaultResponse.Show;

    /// <summary>The fault in words for a person.</summary>
    public string Title =>
        Kind switch
        {
            FaultKind.ThermalRunaway => "Thermal runaway",
            FaultKind.HeatingFailed => "Heating failed",
            FaultKind.MaxTemp => "Too hot (MAXTEMP)",
            FaultKind.MinTemp => "Thermometer broken or unplugged (MINTEMP)",
            FaultKind.HomingFailed => "Homing failed",
            FaultKind.ProbingFailed => "Probing the bed failed",
            FaultKind.EndstopHit => "Endstop hit",
            FaultKind.Watchdog => "Firmware hung (watchdog)",
            FaultKind.Killed => "Firmware halted",
            FaultKind.ColdExtrusion => "Hotend too cold to extrude",
            FaultKind.InvalidTool => "No such tool",
            FaultKind.SdCard => "SD card",
            _ => "Error",
        };
}
