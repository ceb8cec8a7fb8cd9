using Gantry.Fleet.Json;
using Gantry.Storage;
using Gantry.Storage.Settings;

namespace Gantry.Fleet.Queue;

/// <summary>The settings and the state of the queue in the database.</summary>
internal static class QueueBooks
{
    public const string SettingsName = "queue";
    public const string StateName = "queue.state";

    public static async Task<QueueSettings> ReadSettingsAsync(IStoreSession s, CancellationToken stop) =>
        await s.Settings.FindAsync(SettingsName, stop) is { } record
            ? FleetJson.Read<QueueSettings>(record.Value)
            : new QueueSettings();

    public static async Task<QueueState> ReadStateAsync(IStoreSession s, CancellationToken stop) =>
        await s.Settings.FindAsync(StateName, stop) is { } record
            ? FleetJson.Read<QueueState>(record.Value)
            : new QueueState(false);

    public static async Task SetStateAsync(IStoreSession s, QueueState state, string by, CancellationToken stop)
    {
        long version = (await s.Settings.FindAsync(StateName, stop))?.Version ?? 0;
        await s.Settings.SetAsync(
            new SettingRecord
            {
                Name = StateName,
                Value = FleetJson.Write(state),
                ChangedBy = by,
                Version = version,
            },
            stop
        );
    }
}
