namespace Gantry.Fleet.Printers.Profile;

/// <summary>One hotend.</summary>
/// <param name="NozzleMm">The nozzle's diameter in mm.</param>
/// <param name="MaxC">The hottest that it may be set to, °C.</param>
public sealed record HotendProfile(double NozzleMm = 0.4, double MaxC = 260);
