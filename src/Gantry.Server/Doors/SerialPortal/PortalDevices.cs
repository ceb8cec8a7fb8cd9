namespace Gantry.Server.Doors.SerialPortal;

/// <summary>All devices.</summary>
/// <param name="Devices">Them.</param>
internal sealed record PortalDevices(IReadOnlyList<PortalDevice> Devices);
