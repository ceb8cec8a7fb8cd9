namespace Gantry.Fleet.Jobs;

/// <summary>What is to be changed of a job. Null: as it is.</summary>
public sealed record JobEdit
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>How many are wanted; not fewer than have been started.</summary>
    public int? Copies { get; init; }

    /// <summary>Higher ones come first. Needs the right to the queue.</summary>
    public int? Priority { get; init; }

    /// <summary>The printers that it may have, whole.</summary>
    public JobRouting? Routing { get; init; }

    /// <summary>The one printer that it wants; 0: any that fits.</summary>
    public long? PrinterId { get; init; }

    /// <summary>It does not start before this; a time that has passed: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>What people write about it.</summary>
    public string? Note { get; init; }
}
