namespace Gantry.Storage.People;

/// <summary>How much somebody may print; null: without a limit.</summary>
public sealed record QuotaRecord
{
    /// <summary>The id; 0 before it is added.</summary>
    public long Id { get; init; }

    /// <summary>Of this account; null when it is of a role.</summary>
    public long? UserId { get; init; }

    /// <summary>Of everybody with this role who has none of their own; null when it is of an account.</summary>
    public string? Role { get; init; }

    /// <summary>Jobs in seven days.</summary>
    public int? JobsPerWeek { get; init; }

    /// <summary>Hours of printing in seven days.</summary>
    public double? HoursPerWeek { get; init; }

    /// <summary>Grams of filament in seven days.</summary>
    public double? GramsPerWeek { get; init; }

    /// <summary>Hours of the longest print.</summary>
    public double? LongestHours { get; init; }

    /// <summary>Whether only one job may be open at a time.</summary>
    public bool OneAtATime { get; init; }

    /// <summary>Whether an operator must approve each job.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
