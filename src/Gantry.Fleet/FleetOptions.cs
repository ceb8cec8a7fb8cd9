using Gantry.Fleet.Ports;
using Gantry.Serial;
using Gantry.Serial.Inventory;
using Gantry.Storage;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet;

/// <summary>What a fleet is made of.</summary>
public sealed record FleetOptions
{
    /// <summary>The database and the files.</summary>
    public required GantryStorage Storage { get; init; }

    /// <summary>Opens the ports of printers.</summary>
    public required ISerialPortOpener Ports { get; init; }

    /// <summary>The serial devices of this machine.</summary>
    public SerialInventory Inventory { get; init; } = new();

    /// <summary>The same, where a printer is found again by them when its port has another name; null: of the inventory.</summary>
    public Func<IReadOnlyList<SerialDevice>>? Devices { get; init; }

    /// <summary>Where and how the serial ports of this machine are shared; null: they are not.</summary>
    public SharingOptions? Sharing { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the program's own log goes.</summary>
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>Begins the numbering of each print at another place.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Whether the queue starts jobs by itself.</summary>
    public bool RunsQueue { get; init; } = true;

    /// <summary>How long a printer may be away from its print untold: a cable that was touched is back a moment later.</summary>
    public TimeSpan OfflineNoticeAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the queue waits between two looks when nothing tells it to look.</summary>
    public TimeSpan QueueInterval { get; init; } = TimeSpan.FromSeconds(5);
}
