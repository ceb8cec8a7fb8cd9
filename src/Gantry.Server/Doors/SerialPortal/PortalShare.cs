namespace Gantry.Server.Doors.SerialPortal;

/// <summary>A share that can be used.</summary>
/// <param name="Url">What to open.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="Product">What the device calls itself.</param>
/// <param name="Serial">Its serial number.</param>
/// <param name="Tty">Where it is.</param>
internal sealed record PortalShare(string Url, int Port, string Product, string Serial, string Tty);
