using System.Globalization;
using System.Net;
using Gantry.Fleet.Ports;
using Gantry.Serial.HotPlug;
using Gantry.Serial.Inventory;
using Gantry.Server;

namespace Gantry.Cli.Demo;

/// <summary>
/// The demo's USB sockets: folders that look as the kernel's own do, so that the demo's printers are devices like any other and
/// no real device of this machine is touched.
/// </summary>
internal sealed class DemoMachine
{
    private const int FirstPort = 4001;
    private const int LastPort = 4901;

    private readonly string _sys;

    public DemoMachine(string folder)
    {
        _sys = Path.Combine(folder, "sys");
        Devices = Directory.CreateDirectory(Path.Combine(folder, "dev")).FullName;
        Directory.CreateDirectory(Path.Combine(_sys, "class", "tty"));
        Inventory = new SerialInventory(_sys, Devices);
    }

    /// <summary>The folder of the device nodes.</summary>
    public string Devices { get; }

    /// <summary>Lists what was added.</summary>
    public SerialInventory Inventory { get; }

    /// <summary>Shares for this machine alone, at numbers that nobody uses.</summary>
    public SharingOptions Sharing { get; } =
        new()
        {
            Bind = IPAddress.Loopback,
            FirstPort = FreePort(),
            ImportFrom = null,
            Watch = new DeviceWatchOptions { UdevControl = "" },
        };

    /// <summary>Describes a board whose node is there, or will be.</summary>
    /// <param name="name">The tty's name.</param>
    /// <param name="socket">The number of its socket.</param>
    /// <param name="product">What it calls itself.</param>
    /// <param name="serial">Its serial number.</param>
    public void Add(string name, int socket, string product, string serial)
    {
        string position = string.Create(CultureInfo.InvariantCulture, $"1-{socket}");
        string usb = Path.Combine(_sys, "devices", "pci0000:00", "usb1", position);
        string hardware = Path.Combine(usb, position + ":1.0");
        string tty = Directory.CreateDirectory(Path.Combine(hardware, "tty", name)).FullName;
        Write(usb, "idVendor", "1209");
        Write(usb, "idProduct", "0001");
        Write(usb, "manufacturer", "Gantry");
        Write(usb, "product", product);
        Write(usb, "serial", serial);
        Directory.CreateSymbolicLink(Path.Combine(tty, "device"), "../..");
        string list = Path.Combine(_sys, "class", "tty");
        Directory.CreateSymbolicLink(Path.Combine(list, name), Path.GetRelativePath(list, tty));
    }

    private static void Write(string folder, string file, string text) =>
        File.WriteAllText(Path.Combine(folder, file), text + "\n");

    /// <summary>The usual number, unless another server or demo has it.</summary>
    private static int FreePort()
    {
        for (int port = FirstPort; port < LastPort; port += 100)
            if (GantryServer.CanListen(new IPEndPoint(IPAddress.Loopback, port)))
                return port;
        return FirstPort;
    }
}
