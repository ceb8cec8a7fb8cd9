using Gantry.Serial;
using Gantry.Serial.Inventory;

namespace Gantry.Printing.Ports;

/// <summary>
/// Follows a USB device over its names: <c>/dev/ttyUSB0</c> may be <c>/dev/ttyUSB1</c> after it was unplugged. A device with a
/// serial number of its own is known by that, any other by its kind and the socket that it is in. What no printer ever answered
/// on is opened by its name.
/// </summary>
/// <param name="list">The devices that there are, as <see cref="SerialInventory.List"/> gives them.</param>
public sealed class DeviceFollower(Func<IReadOnlyList<SerialDevice>> list) : IPortResolver
{
    private SerialDevice? _known;

    /// <inheritdoc/>
    public PortAddress Resolve(PortAddress address)
    {
        if (address.Scheme != PortScheme.Device || _known is not { } known)
            return address;
        IReadOnlyList<SerialDevice> devices = list();
        List<SerialDevice> same = [.. devices.Where(d => IsSame(d, known))];
        // Two alike are told apart by their sockets, or not at all.
        if (same.Count > 1)
            same = [.. same.Where(d => d.Position == known.Position)];
        if (same.Count == 1)
            return same[0].Path == address.Path ? address : PortAddress.Parse(same[0].Path);
        return address;
    }

    /// <inheritdoc/>
    public void Answered(PortAddress address)
    {
        if (address.Scheme == PortScheme.Device)
            _known = list().FirstOrDefault(d => IsAt(d, address.Path) && d.VendorId.Length > 0);
    }

    private static bool IsAt(SerialDevice device, string path) =>
        device.Path == path || device.ByIdPath == path || device.ByPathPath == path;

    private static bool IsSame(SerialDevice device, SerialDevice known) =>
        device.VendorId == known.VendorId
        && device.ProductId == known.ProductId
        && device.Interface == known.Interface
        && device.SerialNumber == known.SerialNumber
        && (known.SerialNumber.Length > 0 || device.Position == known.Position);
}
