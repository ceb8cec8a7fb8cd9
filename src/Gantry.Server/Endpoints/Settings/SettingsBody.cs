using Gantry.Fleet.Notifications;
using Gantry.Fleet.Settings;

namespace Gantry.Server.Endpoints.Settings;

/// <summary>All settings.</summary>
/// <param name="General">The installation as a whole.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Costs">What printing costs.</param>
/// <param name="Retention">How long the history is kept.</param>
/// <param name="Sharing">How the serial ports of this machine are shared.</param>
/// <param name="Notifications">Who is told of what; secrets are told to nobody.</param>
/// <param name="Version">Counts the changes.</param>
internal sealed record SettingsBody(
    GeneralSettings General,
    QueueBody Queue,
    CostSettings Costs,
    RetentionBody Retention,
    SharingSettings Sharing,
    IReadOnlyList<NoticeChannel> Notifications,
    long Version
)
{
    public static SettingsBody From(FleetSettings settings) =>
        new(
            settings.General,
            QueueBody.From(settings.Queue),
            settings.Costs,
            new RetentionBody(settings.Retention.Days ?? 0, settings.Retention.MaxBytes ?? 0),
            settings.Sharing,
            settings.Notifications,
            settings.Version
        );
}
