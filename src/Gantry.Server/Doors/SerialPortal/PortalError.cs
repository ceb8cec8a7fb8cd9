namespace Gantry.Server.Doors.SerialPortal;

/// <summary>A refusal.</summary>
/// <param name="Error">What is wrong.</param>
internal sealed record PortalError(string Error);
