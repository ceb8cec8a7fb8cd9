using Gantry.Fleet.Notifications;
using Gantry.Fleet.Queue;

namespace Gantry.Fleet.Settings;

/// <summary>Groups of settings that are to be changed, each whole. Null: as it is.</summary>
public sealed record SettingsEdit
{
    /// <inheritdoc cref="FleetSettings.General"/>
    public GeneralSettings? General { get; init; }

    /// <inheritdoc cref="FleetSettings.Queue"/>
    public QueueSettings? Queue { get; init; }

    /// <inheritdoc cref="FleetSettings.Costs"/>
    public CostSettings? Costs { get; init; }

    /// <inheritdoc cref="FleetSettings.Retention"/>
    public RetentionSettings? Retention { get; init; }

    /// <inheritdoc cref="FleetSettings.Sharing"/>
    public SharingSettings? Sharing { get; init; }

    /// <inheritdoc cref="FleetSettings.Notifications"/>
    public IReadOnlyList<NoticeChannelEdit>? Notifications { get; init; }
}
