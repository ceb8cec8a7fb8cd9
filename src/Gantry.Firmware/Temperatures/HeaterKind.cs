namespace Gantry.Firmware.Temperatures;

/// <summary>What a temperature is measured of.</summary>
public enum HeaterKind
{
    /// <summary>A hotend, of a tool.</summary>
    Hotend,

    /// <summary>The bed.</summary>
    Bed,

    /// <summary>The chamber.</summary>
    Chamber,

    /// <summary>Anything else: a probe, a board, a cooler, the room.</summary>
    Other,
}
