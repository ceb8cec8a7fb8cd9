using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Sharing;
using Gantry.Fleet;
using Gantry.Fleet.Ports;
using Gantry.Fleet.Settings;
using Gantry.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>How serial ports are shared, as the settings say.</summary>
public sealed class PortSettingsTests : IAsyncLifetime
{
    private PortRig _rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _rig = await PortRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task What_passes_is_logged_when_the_settings_say_so_and_no_name_leads_out_of_the_folder()
    {
        _rig.Machine.Plug("ttyUSB0", "A1");
        await _rig.UntilAsync("listening");
        await _rig.SetAsync(new { sharing = new { logTraffic = true } });
        // Until the setting has reached the share, nothing is logged.
        string? name = null;
        for (int i = 0; name is null; i++)
        {
            i.ShouldBeLessThan(200);
            using TcpClient client = await _rig.ConnectAsync();
            await client.GetStream().WriteAsync("M115\n"u8.ToArray(), Stop);
            await Task.Delay(100, Stop);
            name = await _rig.LoggedAsync("[TX] M115");
        }

        HttpResponseMessage file = await _rig.Ada.GetAsync($"{_rig.Path}/logs/{name}");
        (await file.Content.ReadAsStringAsync(Stop)).ShouldContain("[TX] M115");
        file.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe(name);
        foreach (string bad in (string[])["..%2F..%2Fgantry.db", "%2Fetc%2Fpasswd", "ports.json", "9_" + name])
        {
            (await _rig.Ada.GetAsync($"{_rig.Path}/logs/{bad}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, bad);
            (await _rig.Ada.GetAsync($"{_rig.Path}/logs/{bad}/tail")).StatusCode.ShouldBe(HttpStatusCode.NotFound, bad);
        }
    }

    [Fact]
    public async Task Settings_that_nobody_can_follow_are_told_and_good_ones_are_followed_again()
    {
        _rig.Machine.Plug("ttyUSB0", "A1");
        await _rig.UntilAsync("listening");
        var store = _rig.Server.Parts.GetRequiredService<IStore>();
        // No door lets this in; a database that somebody edited may have it. No span of time is so long.
        var wrong = new SharingSettings { IdleLimitSeconds = 1e300 };
        await store.WriteAsync(
            async s =>
            {
                await SettingBooks.SetAsync(s, SettingBooks.Sharing, wrong, "test", Stop);
                s.Tell(FleetTopic.Settings, 0);
            },
            Stop
        );
        var ports = _rig.Server.Parts.GetRequiredService<PortService>();
        await DeviceEnd.UntilAsync(() => ports.Trouble is not null);

        await _rig.SetAsync(new { sharing = new { idleLimitSeconds = 60 } });

        await _rig.UntilAsync("listening");
    }

    [Fact]
    public async Task Sharing_is_switched_off_and_on_in_the_settings_and_wrong_ones_are_named()
    {
        _rig.Machine.Plug("ttyUSB0", "A1");
        await _rig.UntilAsync("listening");

        await _rig.SetAsync(new { sharing = new { enabled = false } });
        await DeviceEnd.UntilAsync(() => !_rig.IsListenedOn());
        await _rig.SetAsync(new { sharing = new { enabled = true, bind = "network" } });
        JsonNode port = await _rig.UntilAsync("listening");

        port["share"]!["local"]!.GetValue<bool>().ShouldBeFalse();
        JsonNode wrong = await (
            await _rig.ChangeAsync(
                new
                {
                    sharing = new
                    {
                        bind = "everywhere",
                        allowed = (string[])["10.0.0.0/99"],
                        idleLimitSeconds = 1e300,
                    },
                }
            )
        ).JsonAsync();
        wrong["errors"]!["sharing.bind"].ShouldNotBeNull();
        wrong["errors"]!["sharing.allowed"].ShouldNotBeNull();
        wrong["errors"]!["sharing.idleLimitSeconds"]![0]!.GetValue<string>().ShouldContain("up to 1000000");
    }
}
