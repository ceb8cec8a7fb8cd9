namespace Gantry.Storage.Printers;

/// <summary>Something that was done to a printer.</summary>
public sealed record MaintenanceEntry
{
    /// <summary>The id; 0 before it is added.</summary>
    public long Id { get; init; }

    /// <summary>Which printer.</summary>
    public long PrinterId { get; init; }

    /// <summary>The task that was done thereby, or null.</summary>
    public long? TaskId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>By whom; null when the account is gone.</summary>
    public long? UserId { get; init; }

    /// <summary>By whom, by name.</summary>
    public required string UserName { get; init; }

    /// <summary>What.</summary>
    public required string Text { get; init; }

    /// <summary>How long the printer had printed then, in seconds.</summary>
    public double PrintedSeconds { get; init; }
}
