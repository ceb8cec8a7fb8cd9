namespace Gantry.Fleet.Discovery;

/// <summary>Something that may be a printer, and may be added to the fleet.</summary>
public sealed record FoundPrinter
{
    /// <summary>The longest text that is taken from the network.</summary>
    public const int MostText = 100;

    /// <summary>Where it is connected: what a new printer's address would be.</summary>
    public required string Url { get; init; }

    /// <summary>What to call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the device calls itself.</summary>
    public string Product { get; init; } = "";

    /// <summary>Who made it.</summary>
    public string Manufacturer { get; init; } = "";

    /// <summary>Its serial number.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>USB vendor and product, as <c>2341:0042</c>.</summary>
    public string UsbId { get; init; } = "";

    /// <summary>Where it was found.</summary>
    public FoundSource Source { get; init; }

    /// <summary>Whether a printer of the fleet has it already.</summary>
    public bool Configured { get; init; }
}
