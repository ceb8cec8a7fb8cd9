namespace Gantry.Storage.Printers;

/// <summary>Something to be done to a printer again and again.</summary>
public sealed record MaintenanceTask
{
    /// <summary>The id; 0 before it is added.</summary>
    public long Id { get; init; }

    /// <summary>Which printer.</summary>
    public long PrinterId { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Name { get; init; }

    /// <summary>How.</summary>
    public string Note { get; init; } = "";

    /// <summary>After so many hours of printing; null: they do not matter.</summary>
    public double? EveryHours { get; init; }

    /// <summary>After so many days; null: they do not matter.</summary>
    public double? EveryDays { get; init; }

    /// <summary>When it was last done.</summary>
    public DateTimeOffset DoneAt { get; init; }

    /// <summary>How long the printer had printed then, in seconds.</summary>
    public double DonePrintedSeconds { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
