namespace Gantry.Simulator;

/// <summary>Firmwares that share one way of talking.</summary>
internal enum FirmwareFamily
{
    Marlin,
    Repetier,
    Klipper,
}
