namespace Gantry.Storage.Events;

/// <summary>A call that may come twice and must happen once.</summary>
public sealed record IdempotencyRecord
{
    /// <summary>Whose keys these are, as <c>user 7</c>.</summary>
    public required string Scope { get; init; }

    /// <summary>The key that the caller chose.</summary>
    public required string Key { get; init; }

    /// <summary>A hash of the call: the same key with another call is a mistake of the caller.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The node that began it.</summary>
    public string Node { get; init; } = "";

    /// <summary>When that node was started: a later start knows nothing of the call.</summary>
    public DateTimeOffset NodeStartedAt { get; init; }

    /// <summary>Different each time that the call is begun.</summary>
    public string Attempt { get; init; } = "";

    /// <summary>What the call made, noted in the unit of work that made it; null when it has made nothing.</summary>
    public long? MadeId { get; init; }

    /// <summary>What was answered; null while the first call is under way, and when its process died.</summary>
    public int? Status { get; init; }

    /// <summary>Whether it has no answer and will get none, as far as can be known: who began it is dead.</summary>
    public bool IsAbandoned { get; init; }

    /// <summary>The body of the answer.</summary>
    public byte[]? Answer { get; init; }

    /// <summary>Where the answer said that what was made is; empty when it did not.</summary>
    public string Location { get; init; } = "";

    /// <summary>The version that the answer told; empty when it did not.</summary>
    public string ETag { get; init; } = "";

    /// <summary>When the first call came.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the key is forgotten.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
