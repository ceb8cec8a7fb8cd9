namespace Gantry.Storage.Events;

/// <summary>How it went with the last notices to one receiver.</summary>
public sealed record DeliveryRecord
{
    /// <inheritdoc cref="OutboxRecord.Channel"/>
    public required string Channel { get; init; }

    /// <summary>When the last one arrived; null: none did.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When the last try failed; null: none did.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public string LastError { get; init; } = "";
}
