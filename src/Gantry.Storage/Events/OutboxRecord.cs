namespace Gantry.Storage.Events;

/// <summary>A notice on its way to one receiver.</summary>
public sealed record OutboxRecord
{
    /// <summary>The id; 0 before it is added.</summary>
    public long Id { get; init; }

    /// <summary>Where it goes, as the name of a webhook.</summary>
    public required string Channel { get; init; }

    /// <summary>What it is about, as <c>print.finished</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The notice as JSON.</summary>
    public required string Data { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is to be tried next.</summary>
    public DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it did not get through last time.</summary>
    public string LastError { get; init; } = "";

    /// <summary>When nobody tried any more; null as long as it may get through.</summary>
    public DateTimeOffset? GivenUpAt { get; init; }
}
