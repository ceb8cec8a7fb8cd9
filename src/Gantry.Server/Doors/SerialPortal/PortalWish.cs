namespace Gantry.Server.Doors.SerialPortal;

/// <summary>Which device is meant.</summary>
internal sealed record PortalWish
{
    /// <summary>Its tty.</summary>
    public string? Tty { get; init; }
}
