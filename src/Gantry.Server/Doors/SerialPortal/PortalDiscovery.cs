namespace Gantry.Server.Doors.SerialPortal;

/// <summary>All shares that can be used.</summary>
/// <param name="Devices">Them.</param>
internal sealed record PortalDiscovery(IReadOnlyList<PortalShare> Devices);
