using Gantry.Sharing.Book;
using Gantry.Sharing.Policies;

namespace Gantry.Fleet.Ports;

/// <summary>A serial device of this machine, there or remembered, with its share.</summary>
public sealed record PortView
{
    /// <summary>Its number in the port book, at which it is shared; null for a device that the book does not have.</summary>
    public int? Number { get; init; }

    /// <summary>What to call it.</summary>
    public required string Name { get; init; }

    /// <summary>What a person calls it; empty when nobody has said so.</summary>
    public string Label { get; init; } = "";

    /// <summary>Where it is opened, as <c>/dev/ttyUSB0</c>; empty while it is not there.</summary>
    public string Device { get; init; } = "";

    /// <summary>What it calls itself.</summary>
    public string Product { get; init; } = "";

    /// <summary>Who made it.</summary>
    public string Manufacturer { get; init; } = "";

    /// <summary>Its USB serial number.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>USB vendor and product, as <c>2341:0042</c>.</summary>
    public string UsbId { get; init; } = "";

    /// <summary>Which socket it is plugged into, as <c>1-1.4</c>.</summary>
    public string UsbPath { get; init; } = "";

    /// <summary>The link that stays the same wherever it is plugged in.</summary>
    public string ById { get; init; } = "";

    /// <summary>Whether it is plugged in.</summary>
    public bool Present { get; init; }

    /// <summary>Whether it comes and goes too often.</summary>
    public bool Flapping { get; init; }

    /// <summary>Whether the port book says that it is not to be shared.</summary>
    public bool Disabled { get; init; }

    /// <summary>By what alone it is known.</summary>
    public PortPin Pin { get; init; }

    /// <summary>What a client's coming and going does to DTR and RTS; null: as the settings say.</summary>
    public LinePolicy? DtrRts { get; init; }

    /// <summary>When its board is reset; null: as the settings say.</summary>
    public ResetPolicy? ResetOnConnect { get; init; }

    /// <summary>Who plays its bootloader's entry sequence; null: as the settings say.</summary>
    public BootloaderPolicy? Bootloader { get; init; }

    /// <summary>Its share; null where ports are not shared.</summary>
    public PortShareView? Share { get; init; }
}
