namespace Gantry.Firmware.Faults;

/// <summary>What a fault asks for.</summary>
public enum FaultResponse
{
    /// <summary>It is shown and kept; the print goes on.</summary>
    Show,

    /// <summary>The print ends, and everything is switched off.</summary>
    SwitchOff,
}
