using Gantry.Storage.Events;

namespace Gantry.Fleet.Notifications;

/// <summary>A channel, and how it went with it last.</summary>
public sealed record NoticeChannelView
{
    /// <inheritdoc cref="NoticeChannel.Id"/>
    public string Id { get; init; } = "";

    /// <inheritdoc cref="NoticeChannel.Kind"/>
    public ChannelKind Kind { get; init; }

    /// <inheritdoc cref="NoticeChannel.Url"/>
    public string Url { get; init; } = "";

    /// <inheritdoc cref="NoticeChannel.Events"/>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <inheritdoc cref="NoticeChannel.AllowLocal"/>
    public bool AllowLocal { get; init; }

    /// <inheritdoc cref="NoticeChannel.Enabled"/>
    public bool Enabled { get; init; }

    /// <inheritdoc cref="NoticeChannel.HasSecret"/>
    public bool HasSecret { get; init; }

    /// <summary>When the last notice arrived; null: none did.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When the last try failed; null: none did.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Why it failed, in words.</summary>
    public string LastError { get; init; } = "";

    /// <summary>Notices that wait for their next try, or are on their way.</summary>
    public long Waiting { get; init; }

    /// <summary>Notices that never arrived and are not tried any more, of the last 30 days.</summary>
    public long GivenUp { get; init; }

    internal static NoticeChannelView Of(NoticeChannel channel, DeliveryRecord? last, OutboxCount? count) =>
        new()
        {
            Id = channel.Id,
            Kind = channel.Kind,
            Url = channel.Url,
            Events = channel.Events,
            AllowLocal = channel.AllowLocal,
            Enabled = channel.Enabled,
            HasSecret = channel.HasSecret,
            ArrivedAt = last?.ArrivedAt,
            FailedAt = last?.FailedAt,
            LastError = last?.LastError ?? "",
            Waiting = count?.Waiting ?? 0,
            GivenUp = count?.GivenUp ?? 0,
        };
}
