using Gantry.Fleet.Jobs;
using Gantry.Storage.Files;

namespace Gantry.Fleet.Matching;

/// <summary>What the matcher knows of a job.</summary>
public sealed record MatchJob
{
    /// <summary>The id.</summary>
    public required long Id { get; init; }

    /// <summary>Its own bytes; null when they are gone.</summary>
    public ContentHash? ContentHash { get; init; }

    /// <summary>What those want.</summary>
    public JobFacts Facts { get; init; } = new();

    /// <summary>The part for other models.</summary>
    public IReadOnlyList<MatchVariant> Variants { get; init; } = [];

    /// <summary>The printers that it may have.</summary>
    public JobRouting Routing { get; init; } = new();

    /// <summary>The one printer that it wants.</summary>
    public long? PrinterId { get; init; }

    /// <summary>Copies that may still start.</summary>
    public int CopiesLeft { get; init; } = 1;

    /// <summary>It does not start before this.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether it is held back, and why.</summary>
    public string? Held { get; init; }

    /// <summary>Whether an operator must approve it first.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Whether it starts outside the working hours and while the queue is paused: somebody stands at the printer.</summary>
    public bool IsDirect { get; init; }
}
