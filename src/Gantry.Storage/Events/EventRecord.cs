namespace Gantry.Storage.Events;

/// <summary>Something that happened lately.</summary>
public sealed record EventRecord
{
    /// <summary>1, 2, 3 in the order in which they were saved; 0 before.</summary>
    public long Id { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What, as <c>print.finished</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>To which printer.</summary>
    public long? PrinterId { get; init; }

    /// <summary>To which job.</summary>
    public long? JobId { get; init; }

    /// <summary>Whose it is, when others must not see it.</summary>
    public long? UserId { get; init; }

    /// <summary>The rest as JSON.</summary>
    public string Data { get; init; } = "{}";
}
