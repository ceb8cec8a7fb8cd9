namespace Gantry.Storage.History;

/// <summary>The prints of one group, added up.</summary>
public sealed record PrintStatistics
{
    /// <summary>The group: a name, a material, a month; empty for all together.</summary>
    public string Group { get; init; } = "";

    /// <summary>Prints that ended.</summary>
    public long Prints { get; init; }

    /// <summary>Of them, printed to the end.</summary>
    public long Finished { get; init; }

    /// <summary>Of them, stopped by somebody.</summary>
    public long Cancelled { get; init; }

    /// <summary>Of them, failed.</summary>
    public long Failed { get; init; }

    /// <summary>Of them, called good.</summary>
    public long Good { get; init; }

    /// <summary>Of them, called bad.</summary>
    public long Bad { get; init; }

    /// <summary>Seconds of printing.</summary>
    public double Seconds { get; init; }

    /// <summary>Filament in mm.</summary>
    public double FilamentMm { get; init; }

    /// <summary>Filament in grams.</summary>
    public double FilamentG { get; init; }

    /// <summary>Energy in Wh, of those that were measured.</summary>
    public double EnergyWh { get; init; }

    /// <summary>Cost, of those where it is known.</summary>
    public double Cost { get; init; }
}
