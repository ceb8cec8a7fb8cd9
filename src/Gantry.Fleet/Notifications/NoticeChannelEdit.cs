namespace Gantry.Fleet.Notifications;

/// <summary>A channel as somebody wants it.</summary>
public sealed record NoticeChannelEdit
{
    /// <summary>The id of one that is there; null for a new one.</summary>
    public string? Id { get; init; }

    /// <inheritdoc cref="NoticeChannel.Kind"/>
    public ChannelKind Kind { get; init; }

    /// <inheritdoc cref="NoticeChannel.Url"/>
    public string Url { get; init; } = "";

    /// <inheritdoc cref="NoticeChannel.Events"/>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <inheritdoc cref="NoticeChannel.AllowLocal"/>
    public bool AllowLocal { get; init; }

    /// <inheritdoc cref="NoticeChannel.Enabled"/>
    public bool Enabled { get; init; } = true;

    /// <summary>The key of signatures, a token or a password. Null: as it is; empty: none.</summary>
    public string? Secret { get; init; }
}
