namespace Gantry.Server.Doors.SerialPortal;

/// <summary>What a script of udev tells.</summary>
internal sealed record PortalEvent
{
    /// <summary><c>add</c> or <c>remove</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The device's node.</summary>
    public string? Devnode { get; init; }
}
