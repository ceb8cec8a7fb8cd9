namespace Gantry.Fleet.Notifications;

/// <summary>All channels, and what there is to choose.</summary>
public sealed record NoticeChannelsView
{
    /// <summary>The channels.</summary>
    public IReadOnlyList<NoticeChannelView> Items { get; init; } = [];

    /// <inheritdoc cref="NoticeKinds.All"/>
    public IReadOnlyList<string> Kinds { get; init; } = NoticeKinds.All;

    /// <summary>The version of the settings, which a change of the channels needs.</summary>
    public long Version { get; init; }
}
