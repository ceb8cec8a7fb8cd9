using Gantry.Serial.Inventory;

namespace Gantry.Tests.Serial;

/// <summary>A made-up <c>/sys</c> and <c>/dev</c> with the links as the kernel lays them.</summary>
internal sealed class FakeSysfs : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gantry-sysfs").FullName;

    public FakeSysfs()
    {
        Directory.CreateDirectory(Path.Combine(Sys, "class", "tty"));
        Directory.CreateDirectory(Dev);
        Inventory = new SerialInventory(Sys, Dev);
    }

    public string Sys => Path.Combine(_root, "sys");

    public string Dev => Path.Combine(_root, "dev");

    public SerialInventory Inventory { get; }

    public void AddUsb(
        string name,
        string position,
        string vendor,
        string product,
        string productName,
        string manufacturer,
        string serial,
        string? node = null
    )
    {
        bool acm = name.StartsWith("ttyACM", StringComparison.Ordinal);
        string usb = Folder("devices", "pci0000:00", "usb1", position);
        Write(usb, "idVendor", vendor);
        Write(usb, "idProduct", product);
        if (productName.Length > 0)
            Write(usb, "product", productName);
        if (manufacturer.Length > 0)
            Write(usb, "manufacturer", manufacturer);
        if (serial.Length > 0)
            Write(usb, "serial", serial);
        string usbInterface = Folder("devices", "pci0000:00", "usb1", position, position + ":1.0");
        Write(usbInterface, "bInterfaceNumber", "00");
        string driver = Folder("bus", "usb", "drivers", acm ? "cdc_acm" : "ftdi_sio");
        // An ACM tty hangs right below the interface, a USB serial converter's below a port of it.
        string port = acm ? usbInterface : Folder("devices", "pci0000:00", "usb1", position, position + ":1.0", name);
        if (!Path.Exists(Path.Combine(port, "driver")))
            Directory.CreateSymbolicLink(Path.Combine(port, "driver"), driver);
        AddTty(name, port, node);
    }

    public void AddPlatform(string name, string type)
    {
        string hardware = Folder("devices", "platform", "serial8250-" + name);
        string tty = AddTty(name, hardware);
        Write(tty, "type", type);
    }

    public void AddVirtual(string name)
    {
        string tty = Folder("devices", "virtual", "tty", name);
        Directory.CreateSymbolicLink(Path.Combine(Sys, "class", "tty", name), tty);
    }

    public void Remove(string name)
    {
        string link = Path.Combine(Sys, "class", "tty", name);
        string tty = Directory.ResolveLinkTarget(link, returnFinalTarget: true)!.FullName;
        File.Delete(link);
        Directory.Delete(tty, recursive: true);
        File.Delete(Path.Combine(Dev, name));
    }

    public void Link(string kind, string link, string name)
    {
        string folder = Path.Combine(Dev, "serial", kind);
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(Path.Combine(folder, link), "../../" + name);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <param name="name">The tty's name.</param>
    /// <param name="hardware">The folder of what it hangs at.</param>
    /// <param name="node">A tty that is there, as a pty's; null for a node that nobody opens.</param>
    private string AddTty(string name, string hardware, string? node = null)
    {
        string tty = Path.Combine(hardware, "tty", name);
        Directory.CreateDirectory(tty);
        Directory.CreateSymbolicLink(Path.Combine(tty, "device"), "../..");
        Directory.CreateSymbolicLink(
            Path.Combine(Sys, "class", "tty", name),
            Path.GetRelativePath(Path.Combine(Sys, "class", "tty"), tty)
        );
        if (node is null)
            File.WriteAllText(Path.Combine(Dev, name), "");
        else
            File.CreateSymbolicLink(Path.Combine(Dev, name), node);
        return tty;
    }

    private string Folder(params string[] parts)
    {
        string folder = Path.Combine([Sys, .. parts]);
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static void Write(string folder, string file, string text) =>
        File.WriteAllText(Path.Combine(folder, file), text + "\n");
}
