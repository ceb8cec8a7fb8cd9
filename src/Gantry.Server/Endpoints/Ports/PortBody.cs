using Gantry.Serial.Inventory;

namespace Gantry.Server.Endpoints.Ports;

/// <summary>A serial device of the server's machine.</summary>
/// <param name="Name">Its name, as <c>ttyUSB0</c>.</param>
/// <param name="Device">Where it is opened.</param>
/// <param name="Product">What it calls itself; may be empty.</param>
/// <param name="Manufacturer">Who made it; may be empty.</param>
/// <param name="SerialNumber">Its USB serial number; may be empty.</param>
/// <param name="UsbId">USB vendor and product, as <c>2341:0042</c>; empty when it is not on USB.</param>
/// <param name="UsbPath">Which socket it is plugged into, as <c>1-1.4</c>; empty when it is not on USB.</param>
/// <param name="ById">The link that stays the same wherever it is plugged in; empty when it has none.</param>
/// <param name="Present">Whether it is plugged in.</param>
internal sealed record PortBody(
    string Name,
    string Device,
    string Product,
    string Manufacturer,
    string SerialNumber,
    string UsbId,
    string UsbPath,
    string ById,
    bool Present
)
{
    public static PortBody Of(SerialDevice device) =>
        new(
            device.Name,
            device.Path,
            device.Product,
            device.Manufacturer,
            device.SerialNumber,
            device.VendorId.Length > 0 ? $"{device.VendorId}:{device.ProductId}" : "",
            device.Position,
            device.ByIdPath ?? "",
            true
        );
}
