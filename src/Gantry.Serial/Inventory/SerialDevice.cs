namespace Gantry.Serial.Inventory;

/// <summary>A serial device of this machine, as the kernel describes it.</summary>
/// <param name="Name">The tty's name, as in <c>ttyUSB0</c>. It may be another one after each plugging.</param>
/// <param name="Path">Where to open it, as in <c>/dev/ttyUSB0</c>.</param>
public sealed record SerialDevice(string Name, string Path)
{
    /// <summary>What the device calls itself, as in <c>Arduino Mega 2560</c>; empty when it does not.</summary>
    public string Product { get; init; } = "";

    /// <summary>Who made it, in its own words; empty when it does not say.</summary>
    public string Manufacturer { get; init; } = "";

    /// <summary>Its USB serial number; empty when it has none. Cheap adapters have none, or all the same.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>USB vendor id, four hexadecimal digits; empty when it is not on USB.</summary>
    public string VendorId { get; init; } = "";

    /// <summary>USB product id, four hexadecimal digits; empty when it is not on USB.</summary>
    public string ProductId { get; init; } = "";

    /// <summary>USB interface number, two hexadecimal digits, where a device has several ports; else empty.</summary>
    public string Interface { get; init; } = "";

    /// <summary>Which socket it is plugged into: bus and ports, as in <c>1-1.4</c>; empty when it is not on USB.</summary>
    public string Position { get; init; } = "";

    /// <summary>
    /// The same socket in words that a reboot does not change, as buses may then be numbered in another order: the USB
    /// controller and the ports from it, as in <c>0000:00:14.0/1.4</c>; empty when it is not on USB.
    /// </summary>
    public string Socket { get; init; } = "";

    /// <summary>The kernel driver, as in <c>cp210x</c>; empty when unknown.</summary>
    public string Driver { get; init; } = "";

    /// <summary>
    /// The link below <c>/dev/serial/by-id</c>, or null. Two devices alike without serial numbers share one name there, and the
    /// link is the last one's.
    /// </summary>
    public string? ByIdPath { get; init; }

    /// <summary>The link below <c>/dev/serial/by-path</c>, or null: stable by socket.</summary>
    public string? ByPathPath { get; init; }
}
