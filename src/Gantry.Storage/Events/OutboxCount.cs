namespace Gantry.Storage.Events;

/// <summary>What of the outbox belongs to one receiver.</summary>
public sealed record OutboxCount
{
    /// <inheritdoc cref="OutboxRecord.Channel"/>
    public required string Channel { get; init; }

    /// <summary>Notices that are on their way, or wait for their next try.</summary>
    public long Waiting { get; init; }

    /// <summary>Notices that nobody tries any more.</summary>
    public long GivenUp { get; init; }
}
