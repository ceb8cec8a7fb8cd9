using Gantry.Fleet.Notifications;
using Gantry.Fleet.Queue;

namespace Gantry.Fleet.Settings;

/// <summary>All settings that people can change while gantry runs.</summary>
public sealed record FleetSettings
{
    /// <summary>The installation as a whole.</summary>
    public GeneralSettings General { get; init; } = new();

    /// <summary>The queue.</summary>
    public QueueSettings Queue { get; init; } = new();

    /// <summary>What printing costs.</summary>
    public CostSettings Costs { get; init; } = new();

    /// <summary>How long the history is kept.</summary>
    public RetentionSettings Retention { get; init; } = new();

    /// <summary>How the serial ports of this machine are shared.</summary>
    public SharingSettings Sharing { get; init; } = new();

    /// <summary>Who is told of what.</summary>
    public IReadOnlyList<NoticeChannel> Notifications { get; init; } = [];

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
