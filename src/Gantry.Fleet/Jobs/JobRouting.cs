namespace Gantry.Fleet.Jobs;

/// <summary>Which printers a job may have. Everything that is set must fit.</summary>
public sealed record JobRouting
{
    /// <summary>One of these.</summary>
    public IReadOnlyList<long>? PrinterIds { get; init; }

    /// <summary>Of this model.</summary>
    public string? Model { get; init; }

    /// <summary>With all of these tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>With this material loaded.</summary>
    public string? Material { get; init; }

    /// <summary>In this colour, as <c>#rrggbb</c>.</summary>
    public string? Colour { get; init; }

    /// <summary>With this nozzle, mm.</summary>
    public double? NozzleMm { get; init; }
}
