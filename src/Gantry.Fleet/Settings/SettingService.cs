using Gantry.Fleet.Errors;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Queue;
using Gantry.Storage;

namespace Gantry.Fleet.Settings;

/// <summary>The settings that people can change while gantry runs.</summary>
public sealed class SettingService
{
    private readonly FleetContext _context;

    internal SettingService(FleetContext context) => _context = context;

    /// <summary>All settings; secrets are not among them.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<FleetSettings> GetAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.Demand(Right.SettingsManage);
        return ReadAsync(cancellationToken);
    }

    /// <summary>All settings, for parts of gantry itself.</summary>
    public Task<FleetSettings> ReadAsync(CancellationToken cancellationToken) =>
        _context.Store.ReadAsync(s => SettingBooks.ReadAllAsync(s, cancellationToken), cancellationToken);

    /// <summary>Changes groups of settings.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="version">The version that the caller has seen.</param>
    /// <param name="edit">The groups.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not, or something in it is wrong.</exception>
    /// <exception cref="VersionConflictException">Somebody changed one since.</exception>
    public async Task<FleetSettings> ChangeAsync(
        Caller caller,
        long version,
        SettingsEdit edit,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.SettingsManage);
        SettingCheck.Check(edit);
        FleetSettings changed = await _context.Store.WriteAsync(
            async s =>
            {
                await s.LockAsync("settings", cancellationToken);
                FleetSettings before = await SettingBooks.ReadAllAsync(s, cancellationToken);
                if (before.Version != version)
                    throw new VersionConflictException("settings", version);
                await SetAsync(s, before, edit, caller, cancellationToken);
                s.Audit.Append(caller.Audit("settings.change", "settings"));
                s.Tell(FleetTopic.Settings, 0);
                return await SettingBooks.ReadAllAsync(s, cancellationToken);
            },
            cancellationToken
        );
        _context.WakeQueue();
        return changed;
    }

    private static async Task SetAsync(
        IStoreSession s,
        FleetSettings before,
        SettingsEdit edit,
        Caller caller,
        CancellationToken stop
    )
    {
        if (edit.General is { } general)
            await SettingBooks.SetAsync(s, SettingBooks.General, general, caller.Name, stop);
        if (edit.Queue is { } queue)
            await SettingBooks.SetAsync(s, QueueBooks.SettingsName, queue, caller.Name, stop);
        if (edit.Costs is { } costs)
            await SettingBooks.SetAsync(s, SettingBooks.Costs, costs, caller.Name, stop);
        if (edit.Retention is { } retention)
            await SettingBooks.SetAsync(s, SettingBooks.Retention, retention, caller.Name, stop);
        if (edit.Sharing is { } sharing)
            await SettingBooks.SetAsync(s, SettingBooks.Sharing, sharing, caller.Name, stop);
        if (edit.Notifications is { } channels)
            await NoticeChannels.SetAsync(s, before.Notifications, channels, caller.Name, stop);
    }
}
