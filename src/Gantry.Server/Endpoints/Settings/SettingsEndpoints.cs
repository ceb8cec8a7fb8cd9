using Gantry.Fleet.Notifications;
using Gantry.Fleet.Settings;
using Gantry.Server.Http;
using Gantry.Server.Security;

namespace Gantry.Server.Endpoints.Settings;

/// <summary>The settings that people change while the server runs.</summary>
internal static class SettingsEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("settings");
        group.MapGet("/settings", Get);
        group.MapPatch("/settings", Change);
        group.MapGet("/notifications", Channels);
        group.MapPost("/notifications/{id}/test", Test);
    }

    private static async Task<SettingsBody> Get(HttpContext http, SettingService settings) =>
        Answer(http, await settings.GetAsync(http.Caller(), http.RequestAborted));

    private static async Task<SettingsBody> Change(
        SettingsPatch body,
        HttpContext http,
        SettingService settings,
        AccessSettings access
    )
    {
        long version = http.NeedVersion();
        FleetSettings now = await settings.GetAsync(http.Caller(), http.RequestAborted);
        FleetSettings changed = await settings.ChangeAsync(http.Caller(), version, body.Over(now), http.RequestAborted);
        access.Apply(changed.General);
        return Answer(http, changed);
    }

    private static Task<NoticeChannelsView> Channels(HttpContext http, NotificationService notifications) =>
        notifications.ListAsync(http.Caller(), http.RequestAborted);

    private static Task<ChannelTestView> Test(string id, HttpContext http, NotificationService notifications) =>
        notifications.TestAsync(http.Caller(), id, http.RequestAborted);

    private static SettingsBody Answer(HttpContext http, FleetSettings settings) =>
        http.WithVersion(SettingsBody.From(settings), settings.Version);
}
