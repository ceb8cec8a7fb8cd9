namespace Gantry.Server.Doors.SerialPortal;

/// <summary>The machine.</summary>
/// <param name="Ip">Its address.</param>
internal sealed record PortalInfo(string Ip);
