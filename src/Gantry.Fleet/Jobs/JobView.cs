using Gantry.Fleet.Library;
using Gantry.Fleet.Matching;
using Gantry.Storage.Jobs;

namespace Gantry.Fleet.Jobs;

/// <summary>A job as the API shows it.</summary>
public sealed record JobView
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The same for programs that know jobs by UUIDs.</summary>
    public Guid Uid { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The file of the library; null when it is gone.</summary>
    public long? FileId { get; init; }

    /// <summary>Where it is in its life.</summary>
    public JobStateWord State { get; init; }

    /// <summary>Higher ones come first.</summary>
    public int Priority { get; init; }

    /// <summary>The place among those of the same priority.</summary>
    public long Rank { get; init; }

    /// <summary>How many are wanted.</summary>
    public int Copies { get; init; }

    /// <summary>How many have been started.</summary>
    public int CopiesStarted { get; init; }

    /// <summary>How many were called good.</summary>
    public int CopiesGood { get; init; }

    /// <summary>How many were called bad.</summary>
    public int CopiesBad { get; init; }

    /// <summary>Whether it is held back.</summary>
    public bool Held { get; init; }

    /// <summary>Why.</summary>
    public string HoldReason { get; init; } = "";

    /// <summary>It does not start before this.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The one printer that it wants.</summary>
    public long? PrinterId { get; init; }

    /// <summary>The printers that it may have.</summary>
    public JobRouting Routing { get; init; } = new();

    /// <summary>Time of a copy in seconds; 0: not known.</summary>
    public double Seconds { get; init; }

    /// <summary>Filament of a copy in grams.</summary>
    public double FilamentG { get; init; }

    /// <summary>Whose it is, by name.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Whose it is; null when the account is gone.</summary>
    public long? OwnerId { get; init; }

    /// <summary>Who approved or refused it.</summary>
    public string Approver { get; init; } = "";

    /// <summary>Through which door it came.</summary>
    public string Source { get; init; } = "";

    /// <summary>What people wrote about it.</summary>
    public string Note { get; init; } = "";

    /// <summary>The part for other models.</summary>
    public IReadOnlyList<JobVariantView> Variants { get; init; } = [];

    /// <summary>Where its picture is; null when there is none.</summary>
    public string? ThumbnailUrl { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was done, cancelled or refused.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }

    /// <summary>What speaks against it on each printer, while it is open; null where nobody looked.</summary>
    public IReadOnlyList<Wait>? Waits { get; init; }

    /// <summary>Whether whoever asked may change it. Nobody's in events.</summary>
    public bool CanControl { get; init; }

    /// <summary>What is to be shown of a job.</summary>
    internal static JobView Of(Job job) =>
        new()
        {
            Id = job.Id,
            Uid = job.Uid,
            Name = job.Name,
            FileId = job.FileId,
            State = job.State switch
            {
                JobState.AwaitingApproval => JobStateWord.AwaitingApproval,
                JobState.Queued => JobStateWord.Queued,
                JobState.Active => JobStateWord.Started,
                JobState.Done => JobStateWord.Done,
                JobState.Cancelled => JobStateWord.Cancelled,
                _ => JobStateWord.Refused,
            },
            Priority = job.Priority,
            Rank = job.Rank,
            Copies = job.Copies,
            CopiesStarted = job.CopiesStarted,
            CopiesGood = job.CopiesGood,
            CopiesBad = job.CopiesBad,
            Held = job.IsHeld,
            HoldReason = job.HoldReason,
            NotBefore = job.NotBefore,
            PrinterId = job.PrinterId,
            Routing = JobDocuments.RoutingOf(job),
            Seconds = job.Seconds,
            FilamentG = job.FilamentG,
            Owner = job.OwnerName,
            OwnerId = job.OwnerId,
            Approver = job.ApproverName,
            Source = job.Source,
            Note = job.Note,
            Variants = [.. job.Variants.Select(v => new JobVariantView(v.FileId, v.PrinterModel))],
            ThumbnailUrl = FilePicture.Of(job.FileId, job.HasThumbnail),
            CreatedAt = job.CreatedAt,
            EndedAt = job.EndedAt,
            Version = job.Version,
        };
}
