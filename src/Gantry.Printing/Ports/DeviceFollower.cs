using Gantry.Serial;
using Gantry.Serial.Inventory;

namespace Gantry.Printing.Ports;

/// <summary>
/// Follows a USB device over its names: <c>/dev/ttyUSB0</c> may be <c>/dev/ttyUSB1</c> after it was unplugged, and another
/// board <c>/dev/ttyUSB0</c>. A device with a serial number of its own is known by that, any other by its kind and the socket
/// that it is in. What no printer ever answered on is opened by its name.
/// </summary>
/// <param name="list">The devices that there are, as <see cref="SerialInventory.List"/> gives them.</param>
public sealed class DeviceFollower(Func<IReadOnlyList<SerialDevice>> list) : IPortResolver
{
    private volatile Known? _known;
    private volatile PortAddress? _asked;

    /// <inheritdoc/>
    /// <exception cref="SerialPortException">The device is not there, and its name is another one's by now.</exception>
    public PortAddress Resolve(PortAddress address)
    {
        _asked = address;
        if (KnownAt(address) is not { } known)
            return address;
        IReadOnlyList<SerialDevice> devices = list();
        if (Find(devices, known) is { } device)
            return device.Path == address.Path ? address : PortAddress.Parse(device.Path);
        if (devices.FirstOrDefault(d => IsBehindName(d, address.Path)) is not { } other || IsInPlaceOf(other, known))
            return address;
        throw new SerialPortException(
            SerialError.NotFound,
            $"The printer's device ({Describe(known.Device)}) is not plugged in; {address.Path} is another one now "
                + $"({Describe(other)}). Plug it in, or connect the printer anew to take the other one."
        );
    }

    /// <inheritdoc/>
    public void Answered(PortAddress address)
    {
        if (address.Scheme != PortScheme.Device)
            return;
        IReadOnlyList<SerialDevice> devices = list();
        SerialDevice? device = devices.FirstOrDefault(d => IsBehindName(d, address.Path) && d.VendorId.Length > 0);
        _known = device is null
            ? null
            : new Known(_asked ?? address, device, devices.Count(d => IsSame(d, device)) > 1);
    }

    /// <summary>
    /// A person wants the printer to be connected: where its device is gone and its name is another one's, that is meant.
    /// </summary>
    public void TakeAnother()
    {
        if (_known is not { } known)
            return;
        IReadOnlyList<SerialDevice> devices = list();
        if (Find(devices, known) is null && devices.Any(d => IsBehindName(d, known.Setup.Path)))
            _known = null;
    }

    /// <summary>
    /// Whether a device is, or may be, the one behind an address: the one that answered there, or else whatever has the name
    /// that will be opened. Quick: nothing is read but a link, or all devices where two have the same serial number.
    /// </summary>
    public bool IsBehind(PortAddress address, SerialDevice device)
    {
        if (address.Scheme != PortScheme.Device)
            return false;
        if (KnownAt(address) is not { } known)
            return IsBehindName(device, address.Path);
        if (IsSame(device, known.Device))
            return device.Position == known.Device.Position || Find(list(), known)?.Path == device.Path;
        return IsInPlaceOf(device, known) && IsBehindName(device, address.Path);
    }

    /// <summary>Whether a device is the one that is opened at an address as things are.</summary>
    public static bool IsOpenedAt(PortAddress address, SerialDevice device) =>
        address.Scheme == PortScheme.Device && IsBehindName(device, address.Path);

    /// <summary>What is known of an address; nothing when the printer was given another one since.</summary>
    private Known? KnownAt(PortAddress address) =>
        address.Scheme == PortScheme.Device && _known is { } known && known.Setup == address ? known : null;

    /// <summary>
    /// Where a known device is. Two that look alike are told apart by their sockets from the moment that both were there at
    /// once, or not at all.
    /// </summary>
    private SerialDevice? Find(IReadOnlyList<SerialDevice> devices, Known known)
    {
        SerialDevice[] same = [.. devices.Where(d => IsSame(d, known.Device))];
        if (same.Length > 1 && !known.HasTwin)
            Interlocked.CompareExchange(ref _known, known with { HasTwin = true }, known);
        return same is [var only] && !known.HasTwin
            ? only
            : same.FirstOrDefault(d => d.Position == known.Device.Position);
    }

    /// <summary>Whether somebody has put it where the known one was, or it is the same board with other firmware.</summary>
    private static bool IsInPlaceOf(SerialDevice other, Known known) =>
        other.Position == known.Device.Position && other.Interface == known.Device.Interface;

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

    private static string Describe(SerialDevice device)
    {
        string product = device.Product.Length > 0 ? device.Product : $"{device.VendorId}:{device.ProductId}";
        return device.SerialNumber.Length > 0
            ? $"{product}, serial number {device.SerialNumber}"
            : $"{product}, in USB socket {device.Position}";
    }

    /// <summary>A device on which a printer has answered.</summary>
    /// <param name="Setup">The address by the printer's setup.</param>
    /// <param name="Device">The device as it was then.</param>
    /// <param name="HasTwin">Whether another one looked alike at some time.</param>
    private sealed record Known(PortAddress Setup, SerialDevice Device, bool HasTwin);
}
