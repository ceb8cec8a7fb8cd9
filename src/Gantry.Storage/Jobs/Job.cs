using Gantry.Storage.Files;

namespace Gantry.Storage.Jobs;

/// <summary>Something to be printed, once or more often.</summary>
public sealed record Job
{
    /// <summary>The id; 0 before it is added.</summary>
    public long Id { get; init; }

    /// <summary>The same for programs that know jobs by UUIDs.</summary>
    public Guid Uid { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The file of the library; null when it is gone.</summary>
    public long? FileId { get; init; }

    /// <summary>The bytes to print, which do not change with the file; null only when the job has ended.</summary>
    public ContentHash? ContentHash { get; init; }

    /// <summary>Where it is in its life.</summary>
    public JobState State { get; init; } = JobState.Queued;

    /// <summary>Higher ones come first.</summary>
    public int Priority { get; init; }

    /// <summary>The place among those of the same priority; lower ones come first. Set by the repository.</summary>
    public long Rank { get; init; }

    /// <summary>How many are wanted.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>How many have been started and not come to nothing.</summary>
    public int CopiesStarted { get; init; }

    /// <summary>How many were called good.</summary>
    public int CopiesGood { get; init; }

    /// <summary>How many were called bad.</summary>
    public int CopiesBad { get; init; }

    /// <summary>Whether it is held back.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Why.</summary>
    public string HoldReason { get; init; } = "";

    /// <summary>It does not start before this; null: it may at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The one printer that it wants; null: any that fits.</summary>
    public long? PrinterId { get; init; }

    /// <summary>All wishes for the printer as JSON.</summary>
    public string Routing { get; init; } = "{}";

    /// <summary>Time of a copy in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Filament of a copy in grams.</summary>
    public double FilamentG { get; init; }

    /// <summary>Whose it is; null when the account is gone.</summary>
    public long? OwnerId { get; init; }

    /// <summary>Whose it is, by name.</summary>
    public required string OwnerName { get; init; }

    /// <summary>Who approved or refused it.</summary>
    public long? ApproverId { get; init; }

    /// <summary>Who approved or refused it, by name.</summary>
    public string ApproverName { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Through which door it came.</summary>
    public string Source { get; init; } = "";

    /// <summary>What people wrote about it.</summary>
    public string Note { get; init; } = "";

    /// <summary>Anything else as JSON.</summary>
    public string Document { get; init; } = "{}";

    /// <summary>The part for other printer models.</summary>
    public IReadOnlyList<JobVariant> Variants { get; init; } = [];

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything of it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When it was done, cancelled or refused.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether there is a picture of the bytes. Looked up, never written.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
