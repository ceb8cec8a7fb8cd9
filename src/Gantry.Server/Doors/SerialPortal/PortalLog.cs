namespace Gantry.Server.Doors.SerialPortal;

/// <summary>A file of a log.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Modified">When it was written to last, seconds since 1970.</param>
internal sealed record PortalLog(string Name, long Size, double Modified);
