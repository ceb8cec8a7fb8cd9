namespace Gantry.Server.Doors.SerialPortal;

/// <summary>The end of a file.</summary>
/// <param name="Content">Its last lines.</param>
/// <param name="TotalLines">How many it has in all.</param>
internal sealed record PortalTail(string Content, long TotalLines);
