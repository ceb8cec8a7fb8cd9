using Gantry.Fleet.Json;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.Queue;
using Gantry.Storage;
using Gantry.Storage.Settings;

namespace Gantry.Fleet.Settings;

/// <summary>Groups of settings in the database, each under its name.</summary>
internal static class SettingBooks
{
    public const string General = "general";
    public const string Costs = "costs";
    public const string Retention = "retention";
    public const string Clock = "retention.clock";
    public const string Sharing = "sharing";
    public const string Notifications = "notifications";

    /// <summary>One group; the defaults when nobody has changed it.</summary>
    public static async Task<T> ReadAsync<T>(IStoreSession s, string name, CancellationToken stop)
        where T : new() =>
        await s.Settings.FindAsync(name, stop) is { } record ? FleetJson.Read<T>(record.Value) : new T();

    /// <summary>All groups; the version is the sum of theirs, so it rises with every change.</summary>
    public static async Task<FleetSettings> ReadAllAsync(IStoreSession s, CancellationToken stop)
    {
        string[] names = [General, QueueBooks.SettingsName, Costs, Retention, Sharing, Notifications];
        long version = (await s.Settings.ListAsync(stop)).Where(r => names.Contains(r.Name)).Sum(r => r.Version);
        return new FleetSettings
        {
            General = await ReadAsync<GeneralSettings>(s, General, stop),
            Queue = await ReadAsync<QueueSettings>(s, QueueBooks.SettingsName, stop),
            Costs = await ReadAsync<CostSettings>(s, Costs, stop),
            Retention = await ReadAsync<RetentionSettings>(s, Retention, stop),
            Sharing = await ReadAsync<SharingSettings>(s, Sharing, stop),
            Notifications = await ReadAsync<List<NoticeChannel>>(s, Notifications, stop),
            Version = version,
        };
    }

    /// <summary>Sets one group.</summary>
    public static async Task SetAsync<T>(IStoreSession s, string name, T value, string by, CancellationToken stop)
    {
        long version = (await s.Settings.FindAsync(name, stop))?.Version ?? 0;
        await s.Settings.SetAsync(
            new SettingRecord
            {
                Name = name,
                Value = FleetJson.Write(value),
                ChangedBy = by,
                Version = version,
            },
            stop
        );
    }
}
