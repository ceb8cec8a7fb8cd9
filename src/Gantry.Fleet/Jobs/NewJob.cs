namespace Gantry.Fleet.Jobs;

/// <summary>A job that is to be.</summary>
public sealed record NewJob
{
    /// <summary>The file of the library.</summary>
    public long FileId { get; init; }

    /// <summary>The name; null: the file's.</summary>
    public string? Name { get; init; }

    /// <summary>How many are wanted.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Higher ones come first. Other than 0 needs the right to the queue.</summary>
    public int Priority { get; init; }

    /// <summary>The printers that it may have.</summary>
    public JobRouting? Routing { get; init; }

    /// <summary>The one printer that it wants.</summary>
    public long? PrinterId { get; init; }

    /// <summary>It does not start before this.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether it is held back.</summary>
    public bool Held { get; init; }

    /// <summary>What people write about it.</summary>
    public string? Note { get; init; }

    /// <summary>The part for other models.</summary>
    public IReadOnlyList<JobVariantView>? Variants { get; init; }
}
