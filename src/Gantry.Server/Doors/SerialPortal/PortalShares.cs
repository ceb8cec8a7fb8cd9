using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Ports;
using Gantry.Serial.Inventory;

namespace Gantry.Server.Doors.SerialPortal;

/// <summary>The ports in the words of the serial portal, where a device is its tty.</summary>
internal sealed class PortalShares(PortService ports)
{
    /// <summary>The address at which this machine's shares are reached by whoever asks.</summary>
    public string AddressFor(HttpContext http)
    {
        if (ports.Address is { } bound && !bound.Equals(IPAddress.Any) && !bound.Equals(IPAddress.IPv6Any))
            return bound.ToString();
        if (http.Connection.LocalIpAddress is { } here)
        {
            here = here.IsIPv4MappedToIPv6 ? here.MapToIPv4() : here;
            if (!IPAddress.IsLoopback(here) && here.AddressFamily == AddressFamily.InterNetwork)
                return here.ToString();
        }
        return NetworkInterface
                .GetAllNetworkInterfaces()
                .Where(n => n.OperationalStatus == OperationalStatus.Up)
                .SelectMany(n => n.GetIPProperties().UnicastAddresses)
                .Select(a => a.Address)
                .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a))
                ?.ToString()
            ?? "127.0.0.1";
    }

    /// <summary>All devices that are plugged in: converters first, then boards with USB of their own, as the portal lists them.</summary>
    public IReadOnlyList<PortalDevice> Devices() =>
        [
            .. Present()
                .Select(p => new PortalDevice(p.Device, p.Product, p.SerialNumber, p.Number!.Value, IsRunning(p))),
        ];

    /// <summary>Those that can be used now.</summary>
    public IReadOnlyList<PortalShare> Running(HttpContext http)
    {
        string address = AddressFor(http);
        string host = address.Contains(':') ? $"[{address}]" : address;
        return
        [
            .. Present()
                .Where(IsRunning)
                .Select(p => new PortalShare(
                    string.Create(CultureInfo.InvariantCulture, $"rfc2217://{host}:{p.Number}"),
                    p.Number!.Value,
                    p.Product,
                    p.SerialNumber,
                    p.Device
                )),
        ];
    }

    /// <summary>The device of a tty, of a number, of a name or of a serial number; null when none is there.</summary>
    public PortView? Find(string name)
    {
        IReadOnlyList<PortView> all = ports.Shared();
        return all.FirstOrDefault(p => p.Device == name)
            ?? all.FirstOrDefault(p => p.Number?.ToString(CultureInfo.InvariantCulture) == name)
            ?? all.FirstOrDefault(p => name.Length > 0 && (p.Label == name || p.SerialNumber == name));
    }

    /// <summary>Starts the share of a tty.</summary>
    public async Task<PortalResult> StartAsync(Caller caller, string tty, CancellationToken stop)
    {
        caller.Demand(Right.PortsManage);
        if (Find(tty) is not { } port)
            // What its helper program said of a device that is not there.
            return new PortalResult(false) { Message = "Server exited immediately" };
        if (IsRunning(port))
            return new PortalResult(true) { Message = $"Already running on port {port.Number}" };
        try
        {
            if (port.Disabled)
                await ports.ChangeAsync(caller, port.Number!.Value, new PortEdit { Disabled = false }, stop);
            PortView now = await ports.StartAsync(caller, port.Number!.Value, stop);
            return IsRunning(now)
                ? new PortalResult(true) { Message = $"Started on port {port.Number}" }
                : new PortalResult(false) { Message = now.Share?.Error ?? "Server exited immediately" };
        }
        catch (FleetException e) when (e.Error is FleetError.Conflict or FleetError.NotFound)
        {
            return new PortalResult(false) { Message = e.Message };
        }
    }

    /// <summary>Stops the share of a tty.</summary>
    public async Task<PortalResult> StopAsync(Caller caller, string tty, CancellationToken stop)
    {
        caller.Demand(Right.PortsManage);
        if (Find(tty) is not { } port || port.Share?.State == PortShareState.Stopped)
            return new PortalResult(true) { Message = "Not running" };
        try
        {
            await ports.StopAsync(caller, port.Number!.Value, stop);
            return new PortalResult(true) { Message = "Stopped" };
        }
        catch (FleetException e) when (e.Error is FleetError.Conflict or FleetError.NotFound)
        {
            return new PortalResult(false) { Message = e.Message };
        }
    }

    /// <summary>Starts all; a message for each.</summary>
    public async Task<IReadOnlyList<string>> StartAllAsync(Caller caller, CancellationToken stop)
    {
        caller.Demand(Right.PortsManage);
        var messages = new List<string>();
        foreach (PortView port in Present())
            messages.Add($"{port.Device}: {(await StartAsync(caller, port.Device, stop)).Message}");
        return messages;
    }

    /// <summary>Stops all that run; a message for each.</summary>
    public async Task<IReadOnlyList<string>> StopAllAsync(Caller caller, CancellationToken stop)
    {
        caller.Demand(Right.PortsManage);
        var messages = new List<string>();
        foreach (PortView port in Present().Where(IsRunning).ToArray())
            messages.Add($"{port.Device}: {(await StopAsync(caller, port.Device, stop)).Message}");
        return messages;
    }

    private static bool IsRunning(PortView port) =>
        port.Share?.State is PortShareState.Listening or PortShareState.Open;

    private IEnumerable<PortView> Present() =>
        ports
            .Shared()
            .OrderBy(p => Path.GetFileName(p.Device).StartsWith("ttyACM", StringComparison.Ordinal))
            .ThenBy(p => p.Device, NaturalOrder.Instance);
}
