using System.Net;
using Gantry.Serial.HotPlug;
using Gantry.Sharing.Book;

namespace Gantry.Fleet.Ports;

/// <summary>What this process knows of sharing, beside the settings that people change.</summary>
public sealed record SharingOptions
{
    /// <summary>Where shares listen, said at the start; null: as the settings say.</summary>
    public IPAddress? Bind { get; init; }

    /// <summary>The first number of a new port book.</summary>
    public int FirstPort { get; init; } = PortBook.DefaultFirstPort;

    /// <summary>The serial portal's list that a new book begins with, if it is there; null: none.</summary>
    public string? ImportFrom { get; init; } = DevicesConf.DefaultPath;

    /// <summary>How devices are watched.</summary>
    public DeviceWatchOptions Watch { get; init; } = new();
}
