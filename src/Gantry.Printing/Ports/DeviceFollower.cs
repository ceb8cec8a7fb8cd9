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
    private volatile SerialDevice? _known;

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
            _known = list().FirstOrDefault(d => IsBehindName(d, address.Path) && d.VendorId.Length > 0);
    }

    /// <summary>
    /// Whether a device is, or may be, the one behind an address: the one that answered there, or whatever has the name that
    /// will be opened. Quick: nothing is read but a link.
    /// </summary>
    public bool IsBehind(PortAddress address, SerialDevice device) =>
        address.Scheme == PortScheme.Device
        && ((_known is { } known && IsSame(device, known)) || IsBehindName(device, address.Path));

    /// <summary>Whether a device is the one that is opened at an address as things are.</summary>
    public static bool IsOpenedAt(PortAddress address, SerialDevice device) =>
        address.Scheme == PortScheme.Device && IsBehindName(device, address.Path);

    private static bool IsBehindName(SerialDevice device, string path) =>
        IsAt(device, path) || TargetOf(path) == device.Path;

    private static string? TargetOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
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
