namespace Gantry.Server.Doors.SerialPortal;

/// <summary>All files.</summary>
/// <param name="Logs">Them.</param>
internal sealed record PortalLogs(IReadOnlyList<PortalLog> Logs);
