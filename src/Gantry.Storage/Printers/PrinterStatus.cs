namespace Gantry.Storage.Printers;

/// <summary>What changes while a printer works and must outlive the process.</summary>
public sealed record PrinterStatus
{
    /// <summary>Which printer.</summary>
    public long PrinterId { get; init; }

    /// <summary>What lies on the plate.</summary>
    public PlateState Plate { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset PlateAt { get; init; }

    /// <summary>The print that lies there.</summary>
    public long? PlatePrintId { get; init; }

    /// <summary>Seconds that it has printed in its life, for maintenance and even wear.</summary>
    public double PrintedSeconds { get; init; }

    /// <summary>Prints that it has begun.</summary>
    public long Prints { get; init; }

    /// <summary>When the last one ended.</summary>
    public DateTimeOffset? PrintedAt { get; init; }

    /// <summary>Anything else, as the materials loaded, as JSON.</summary>
    public string Document { get; init; } = "{}";

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
