using Gantry.Serial.Linux;

namespace Gantry.Serial.Inventory;

/// <summary>
/// Lists the serial devices of this machine from the kernel's own description below <c>/sys/class/tty</c>: no device is
/// opened, because opening resets most printer boards.
/// </summary>
/// <param name="sysRoot">Where sysfs is mounted.</param>
/// <param name="devRoot">Where the device nodes are.</param>
public sealed class SerialInventory(string sysRoot = "/sys", string devRoot = "/dev")
{
    /// <summary>From the tty to its USB device there are at most a port and an interface; a few more do not hurt.</summary>
    private const int MostParents = 5;

    /// <summary>Where the device nodes are.</summary>
    public string DevRoot { get; } = devRoot;

    /// <summary>Where the kernel describes all ttys.</summary>
    internal string TtyFolder { get; } = Path.Combine(sysRoot, "class", "tty");

    /// <summary>The devices there are now, in the order of their names.</summary>
    public IReadOnlyList<SerialDevice> List()
    {
        Dictionary<string, string> byId = ReadLinks("by-id");
        Dictionary<string, string> byPath = ReadLinks("by-path");
        return
        [
            .. Names()
                .Select(name => Read(name, byId, byPath))
                .OfType<SerialDevice>()
                .OrderBy(device => device.Name, NaturalOrder.Instance),
        ];
    }

    /// <summary>The names of all ttys, with hardware behind them or not.</summary>
    internal IEnumerable<string> Names() =>
        Directory.Exists(TtyFolder)
            ? Directory.EnumerateFileSystemEntries(TtyFolder).Select(entry => Path.GetFileName(entry))
            : [];

    /// <summary>Whether the kernel knows a tty of this name; asks no device.</summary>
    internal bool Knows(string name) => Directory.Exists(Path.Combine(TtyFolder, name));

    /// <summary>One device by its tty's name, or null when there is none, or no hardware behind it.</summary>
    public SerialDevice? Find(string name) =>
        name.Contains('/') ? null : Read(name, ReadLinks("by-id"), ReadLinks("by-path"));

    private SerialDevice? Read(string name, Dictionary<string, string> byId, Dictionary<string, string> byPath)
    {
        // Resolved in two steps: "device" is a link relative to the resolved folder, not to the class folder's link.
        string? tty = LibC.RealPath(Path.Combine(TtyFolder, name));
        string? hardware = tty is null ? null : LibC.RealPath(Path.Combine(tty, "device"));
        if (hardware is null || IsEmptySocket(tty!))
            return null;
        string path = Path.Combine(DevRoot, name);
        var device = new SerialDevice(name, path)
        {
            Driver = DriverOf(hardware),
            ByIdPath = byId.GetValueOrDefault(path),
            ByPathPath = byPath.GetValueOrDefault(path),
        };
        return WithUsb(device, hardware);
    }

    private static SerialDevice WithUsb(SerialDevice device, string hardware)
    {
        string interfaceNumber = "";
        string? folder = hardware;
        for (int i = 0; i < MostParents && folder is not null; i++, folder = Path.GetDirectoryName(folder))
        {
            if (interfaceNumber.Length == 0)
                interfaceNumber = ReadText(folder, "bInterfaceNumber");
            if (!File.Exists(Path.Combine(folder, "idVendor")))
                continue;
            return device with
            {
                Product = ReadText(folder, "product"),
                Manufacturer = ReadText(folder, "manufacturer"),
                SerialNumber = ReadText(folder, "serial"),
                VendorId = ReadText(folder, "idVendor"),
                ProductId = ReadText(folder, "idProduct"),
                Interface = interfaceNumber,
                Position = Path.GetFileName(folder),
                Socket = SocketOf(folder),
            };
        }
        return device;
    }

    /// <summary>
    /// A USB device's folder is called BUS-PORT.PORT and hangs below its hubs, the bus's root hub (usbN) and the controller.
    /// </summary>
    private static string SocketOf(string usbDevice)
    {
        string ports = Path.GetFileName(usbDevice);
        ports = ports[(ports.IndexOf('-') + 1)..];
        string? folder = Path.GetDirectoryName(usbDevice);
        while (folder is not null && !Path.GetFileName(folder).StartsWith("usb", StringComparison.Ordinal))
            folder = Path.GetDirectoryName(folder);
        string? controller = Path.GetFileName(Path.GetDirectoryName(folder));
        return string.IsNullOrEmpty(controller) ? "" : $"{controller}/{ports}";
    }

    /// <summary>The 8250 driver makes nodes for chips that are not there: their type is 0 (PORT_UNKNOWN, linux/serial_core.h).</summary>
    private static bool IsEmptySocket(string tty) => ReadText(tty, "type") == "0";

    private static string DriverOf(string hardware)
    {
        // A USB serial port hangs below its interface: the port's driver says more than the bus's "usb-serial".
        string? driver =
            LibC.RealPath(Path.Combine(hardware, "driver"))
            ?? LibC.RealPath(Path.Combine(Path.GetDirectoryName(hardware) ?? "/", "driver"));
        return driver is null ? "" : Path.GetFileName(driver);
    }

    private Dictionary<string, string> ReadLinks(string kind)
    {
        var links = new Dictionary<string, string>();
        string folder = Path.Combine(DevRoot, "serial", kind);
        if (!Directory.Exists(folder))
            return links;
        foreach (string link in Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal))
        {
            if (LibC.RealPath(link) is { } target)
                links.TryAdd(target, link);
        }
        return links;
    }

    /// <summary>A one-line file of sysfs; empty when it is not there or went away meanwhile.</summary>
    private static string ReadText(string folder, string file)
    {
        try
        {
            string path = Path.Combine(folder, file);
            return File.Exists(path) ? Printable(File.ReadAllText(path)) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The device itself chose these texts: no control characters, no more than a name's length.</summary>
    private static string Printable(string text)
    {
        string clean = new([.. text.Where(c => !char.IsControl(c))]);
        return clean.Trim() is { Length: > 126 } longText ? longText[..126] : clean.Trim();
    }
}
