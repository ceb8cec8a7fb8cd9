namespace Gantry.Server.Doors.SerialPortal;

/// <summary>A device that is plugged in.</summary>
/// <param name="Tty">Where it is, as <c>/dev/ttyUSB0</c>.</param>
/// <param name="Product">What it calls itself.</param>
/// <param name="Serial">Its serial number.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="Running">Whether it is shared.</param>
internal sealed record PortalDevice(string Tty, string Product, string Serial, int Port, bool Running);
