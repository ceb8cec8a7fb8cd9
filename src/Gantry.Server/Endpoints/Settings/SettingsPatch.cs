using Gantry.Fleet.Settings;

namespace Gantry.Server.Endpoints.Settings;

/// <summary>What is to be changed of the settings; what is left out stays.</summary>
internal sealed record SettingsPatch
{
    /// <summary>The installation as a whole.</summary>
    public GeneralPatch? General { get; init; }

    /// <summary>The queue.</summary>
    public QueueBody? Queue { get; init; }

    /// <summary>What printing costs.</summary>
    public CostPatch? Costs { get; init; }

    /// <summary>How long the history is kept.</summary>
    public RetentionBody? Retention { get; init; }

    /// <summary>How the serial ports of this machine are shared.</summary>
    public SharingPatch? Sharing { get; init; }

    /// <summary>All who are told of things.</summary>
    public IReadOnlyList<ChannelPatch>? Notifications { get; init; }

    /// <summary>Read only, taken so that what was read can be sent back; If-Match is what counts.</summary>
    public long? Version { get; init; }

    public SettingsEdit Over(FleetSettings now) =>
        new()
        {
            General = General?.Over(now.General),
            Queue = Queue?.Over(now.Queue),
            Costs = Costs?.Over(now.Costs),
            Retention = Retention is { } retention
                ? new RetentionSettings
                {
                    Days = Limit(retention.Days ?? now.Retention.Days),
                    MaxBytes = Limit(retention.MaxBytes ?? now.Retention.MaxBytes),
                }
                : null,
            Sharing = Sharing?.Over(now.Sharing),
            Notifications = Notifications is { } channels ? [.. channels.Select(c => c.ToEdit())] : null,
        };

    private static T? Limit<T>(T? value)
        where T : struct => value is { } v && !v.Equals(default(T)) ? v : null;
}
