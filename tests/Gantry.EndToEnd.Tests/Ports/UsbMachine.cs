using System.Net;
using System.Net.Sockets;
using Gantry.Fleet.Ports;
using Gantry.Serial.HotPlug;
using Gantry.Serial.Linux;
using Gantry.Tests.Serial;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>A machine with USB sockets: a made-up sysfs tree with ptys as devices.</summary>
internal sealed class UsbMachine : IDisposable
{
    private readonly Dictionary<string, PtyPair> _devices = [];

    /// <summary>The machine's own description of itself.</summary>
    public FakeSysfs Sys { get; } = new();

    /// <summary>The first number of its port book.</summary>
    public int FirstPort { get; } = FreePort();

    /// <summary>How its ports are shared.</summary>
    public SharingOptions Sharing =>
        new()
        {
            FirstPort = FirstPort,
            ImportFrom = null,
            Watch = new DeviceWatchOptions { UdevControl = "/nowhere" },
        };

    /// <summary>Where a device is opened.</summary>
    public string PathOf(string name) => Path.Combine(Sys.Dev, name);

    /// <summary>Plugs a board in.</summary>
    /// <returns>Its end of the cable.</returns>
    public PtyPair Plug(string name, string serial, string position = "1-1")
    {
        PtyPair pty = PtyPair.Create();
        _devices[name] = pty;
        Sys.AddUsb(name, position, "2341", "0042", "Mega 2560", "Arduino", serial, pty.SlavePath);
        return pty;
    }

    /// <summary>Pulls a board out.</summary>
    public void Unplug(string name)
    {
        Sys.Remove(name);
        _devices.Remove(name, out PtyPair? pty);
        pty?.Dispose();
    }

    public void Dispose()
    {
        foreach (PtyPair device in _devices.Values)
            device.Dispose();
        Sys.Dispose();
    }

    /// <summary>With room for the numbers that follow.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
