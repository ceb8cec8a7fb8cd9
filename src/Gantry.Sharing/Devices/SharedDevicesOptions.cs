using System.Net;
using Gantry.Serial.HotPlug;
using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;

namespace Gantry.Sharing.Devices;

/// <summary>Which devices of a machine are shared, and how.</summary>
/// <param name="BookPath">Where the port book is kept.</param>
public sealed record SharedDevicesOptions(string BookPath)
{
    /// <summary>Where clients connect.</summary>
    public IPAddress Address { get; init; } = IPAddress.IPv6Any;

    /// <summary>The first number of a new book.</summary>
    public int FirstPort { get; init; } = PortBook.DefaultFirstPort;

    /// <summary>The serial portal's list that a new book begins with, if it is there; null: none.</summary>
    public string? ImportFrom { get; init; } = DevicesConf.DefaultPath;

    /// <summary>How each share behaves.</summary>
    public ShareOptions Share { get; init; } = new();

    /// <summary>How devices are managed.</summary>
    public DeviceManagerOptions Devices { get; init; } = new();

    /// <summary>Where devices are described.</summary>
    public SerialInventory Inventory { get; init; } = new();

    /// <summary>How they are watched.</summary>
    public DeviceWatchOptions Watch { get; init; } = new();
}
