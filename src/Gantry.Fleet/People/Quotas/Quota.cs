using Gantry.Storage.People;

namespace Gantry.Fleet.People;

/// <summary>How much somebody may print; null: without a limit.</summary>
public sealed record Quota
{
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

    internal static Quota From(QuotaRecord record) =>
        new()
        {
            JobsPerWeek = record.JobsPerWeek,
            HoursPerWeek = record.HoursPerWeek,
            GramsPerWeek = record.GramsPerWeek,
            LongestHours = record.LongestHours,
            OneAtATime = record.OneAtATime,
            NeedsApproval = record.NeedsApproval,
        };

    internal QuotaRecord ToRecord(long? userId, string? role) =>
        new()
        {
            UserId = userId,
            Role = role,
            JobsPerWeek = JobsPerWeek,
            HoursPerWeek = HoursPerWeek,
            GramsPerWeek = GramsPerWeek,
            LongestHours = LongestHours,
            OneAtATime = OneAtATime,
            NeedsApproval = NeedsApproval,
        };
}
