namespace Gantry.Server.Doors.SerialPortal;

/// <summary>What became of all devices.</summary>
/// <param name="Success">Always true.</param>
/// <param name="Messages">A message for each.</param>
internal sealed record PortalMessages(bool Success, IReadOnlyList<string> Messages);
