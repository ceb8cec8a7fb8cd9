namespace Gantry.Fleet.Matching;

/// <summary>What holds for the whole queue.</summary>
public sealed record QueueRules
{
    /// <summary>Whether nothing starts.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Why nothing can start on the printers of this node, in words; null when it can.</summary>
    public string? Blocked { get; init; }

    /// <summary>When jobs may start; empty: always.</summary>
    public IReadOnlyList<WorkingHours> WorkingHours { get; init; } = [];

    /// <summary>Seconds between two prints that begin to heat up.</summary>
    public double StaggerSeconds { get; init; }

    /// <summary>Watts that printers may draw together while they heat up; 0: no limit.</summary>
    public double PowerLimitW { get; init; }

    /// <summary>Whether the printer that has printed least comes first; else the first in the list.</summary>
    public bool EvenWear { get; init; } = true;
}
