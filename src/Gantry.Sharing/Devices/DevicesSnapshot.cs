namespace Gantry.Sharing.Devices;

/// <summary>All devices of the port book at one moment.</summary>
/// <param name="Version">Grows with each change.</param>
/// <param name="Devices">Those that are there, and those that were; in the order of their numbers.</param>
/// <param name="BookTrouble">Why numbers may be others after the next start, or null: the book could not be kept.</param>
public sealed record DevicesSnapshot(long Version, IReadOnlyList<DeviceStatus> Devices, string? BookTrouble);
