namespace Gantry.Fleet.Notifications;

/// <summary>What came of trying a channel out.</summary>
/// <param name="Arrived">Whether the far end has taken the notice.</param>
/// <param name="Detail">In words: that it has, or what went wrong and what to do.</param>
public sealed record ChannelTestView(bool Arrived, string Detail);
