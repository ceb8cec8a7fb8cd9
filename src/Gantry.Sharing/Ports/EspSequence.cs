namespace Gantry.Sharing.Ports;

/// <summary>A sequence on DTR and RTS for Espressif's auto-reset circuit.</summary>
internal enum EspSequence
{
    /// <summary>None.</summary>
    None,

    /// <summary>A reset with IO0 low: the chip waits for a program to be flashed.</summary>
    EnterBootloader,

    /// <summary>A reset: the chip runs its program.</summary>
    HardReset,
}
