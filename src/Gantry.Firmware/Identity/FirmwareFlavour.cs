namespace Gantry.Firmware.Identity;

/// <summary>The families of firmware that differ in what they say or accept.</summary>
public enum FirmwareFlavour
{
    /// <summary>Something else, or nothing was said.</summary>
    Unknown,

    /// <summary>Marlin, and what printer makers made of it.</summary>
    Marlin,

    /// <summary>Prusa's, of MK3 kind (a relative of Marlin 1) or Buddy kind (of Marlin 2).</summary>
    Prusa,

    /// <summary>Repetier-Firmware.</summary>
    Repetier,

    /// <summary>Klipper's pseudo-terminal: no line numbers, no checksums.</summary>
    Klipper,

    /// <summary>RepRapFirmware of the Duet boards.</summary>
    RepRapFirmware,

    /// <summary>Smoothieware.</summary>
    Smoothieware,

    /// <summary>Sprinter, the ancestor.</summary>
    Sprinter,
}
