using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gantry.Fleet.Printers;
using Gantry.Serial.Inventory;
using Gantry.Sharing;
using Gantry.Sharing.Book;
using Gantry.Sharing.Devices;

namespace Gantry.Fleet.Ports;

/// <summary>Makes views of ports.</summary>
internal sealed class PortViews(PortHolders holders, PortClients clients)
{
    /// <summary>A device that the book has.</summary>
    /// <param name="status">It.</param>
    /// <param name="share">Its share as it is now, or null.</param>
    /// <param name="address">Where shares listen.</param>
    /// <param name="options">How all shares behave.</param>
    public PortView Of(DeviceStatus status, ShareSnapshot? share, IPAddress address, ShareOptions options)
    {
        PortEntry entry = status.Entry;
        PortPrinterView? printer = PrinterOf(status);
        PortView view = status.Device is { } device
            ? Of(device)
            : new PortView
            {
                Name = entry.Title,
                Product = entry.Product,
                SerialNumber = entry.Serial,
            };
        return view with
        {
            Number = entry.Port,
            // Boards of one maker all call themselves the same: people know them by what they drive.
            Name = entry.Label.Length == 0 && printer is not null ? printer.Name : entry.Title,
            Label = entry.Label,
            Flapping = status.State == DeviceState.Flapping,
            Disabled = entry.IsDisabled,
            Pin = entry.Pin,
            DtrRts = entry.Behaviour.Lines,
            ResetOnConnect = entry.Behaviour.Reset,
            Bootloader = entry.Behaviour.Bootloader,
            Share = new PortShareView
            {
                Port = entry.Port,
                Url = $"rfc2217://{HostOf(address)}:{entry.Port}",
                Local = IPAddress.IsLoopback(address),
                State = StateOf(status, share),
                Error = status.Reason.Length > 0 ? status.Reason : null,
                Holder = share?.Holder is { } holder
                    ? new PortHolderView(clients.NameOf(holder.Address), holder.Since)
                    : null,
                Watchers = share?.Watchers ?? 0,
                BytesIn = share?.BytesFromDevice ?? 0,
                BytesOut = share?.BytesToDevice ?? 0,
                Reset = entry.Behaviour.Over(options).Reset,
                Printer = printer,
            },
        };
    }

    /// <summary>A device that the book does not have.</summary>
    public static PortView Of(SerialDevice device) =>
        new()
        {
            Name = device.Name,
            Device = device.Path,
            Product = device.Product,
            Manufacturer = device.Manufacturer,
            SerialNumber = device.SerialNumber,
            UsbId = device.VendorId.Length > 0 ? $"{device.VendorId}:{device.ProductId}" : "",
            UsbPath = device.Position,
            ById = device.ByIdPath ?? "",
            Present = true,
        };

    /// <summary>What a port can be told from others by; the number is its own alone.</summary>
    private static readonly Func<PortView, string>[] Places =
    [
        p => p.UsbPath,
        p => Path.GetFileName(p.Device),
        p => string.Create(CultureInfo.InvariantCulture, $"{p.Number}"),
    ];

    /// <summary>Tells ports apart that would be called the same: by where they are plugged in, else by their device, else by their number.</summary>
    public static IReadOnlyList<PortView> Distinct(IReadOnlyList<PortView> ports)
    {
        ILookup<string, PortView> same = ports.ToLookup(p => p.Name);
        return
        [
            .. ports.Select(p =>
                same[p.Name].Count() == 1 ? p : p with { Name = $"{p.Name} ({PlaceOf(p, same[p.Name])})" }
            ),
        ];
    }

    /// <summary>How others call an address that is listened on.</summary>
    public static string HostOf(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? Environment.MachineName
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]"
        : address.ToString();

    private static string PlaceOf(PortView port, IEnumerable<PortView> same) =>
        Places.First(p => p(port).Length > 0 && same.Count(s => p(s) == p(port)) == 1)(port);

    private PortPrinterView? PrinterOf(DeviceStatus status)
    {
        PrinterHost? host =
            (status.Device is { } device ? holders.OfDevice(device) : null) ?? holders.OfShare(status.Port);
        return host is null ? null : new PortPrinterView(host.Id, host.Config.Record.Name);
    }

    private static PortShareState StateOf(DeviceStatus status, ShareSnapshot? share) =>
        status.State switch
        {
            DeviceState.Absent => PortShareState.Absent,
            DeviceState.Stopped or DeviceState.Disabled => PortShareState.Stopped,
            DeviceState.Held => PortShareState.Held,
            DeviceState.Trouble or DeviceState.Flapping => PortShareState.Error,
            _ => share?.Holder is null ? PortShareState.Listening : PortShareState.Open,
        };
}
