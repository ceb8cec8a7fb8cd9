using System.Net;
using System.Net.Http.Json;
using Gantry.EndToEnd.Tests.Server;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>What a key for one printer may do to serial ports, and how long a write may take.</summary>
public sealed class PortRightsTests : IAsyncLifetime
{
    private PortRig _rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _rig = await PortRig.StartWithBoardAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_key_for_one_printer_manages_the_port_of_that_one_alone()
    {
        long own = await AddPrinterAsync("Own", _rig.Machine.PathOf("ttyUSB0"));
        long other = await AddPrinterAsync("Other", "tcp://127.0.0.1:9");
        await _rig.UntilAsync("held");
        string good = await KeyAsync(own);
        string bad = await KeyAsync(other);

        (await CallAsync(good, HttpMethod.Post, "/actions/rename", new { label = "mine" })).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        foreach (string action in (string[])["start", "stop", "reset", "rename", "disable"])
            await (
                await CallAsync(bad, HttpMethod.Post, $"/actions/{action}", new { label = "not mine" })
            ).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        HttpResponseMessage portal = await _rig.Server.Http.CallAsync(
            HttpMethod.Post,
            "/api/stop",
            JsonContent.Create(new { tty = _rig.Machine.PathOf("ttyUSB0") }),
            ("X-Api-Key", bad)
        );
        portal.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await _rig.Ada.GetAsync(_rig.Path)).JsonAsync())["name"]!.GetValue<string>().ShouldBe("mine");
    }

    [Fact]
    public async Task A_write_to_a_device_that_reads_nothing_ends_with_words()
    {
        var calls = new SerialCalls(_rig.Server.Parts.GetRequiredService<PortService>(), TimeProvider.System)
        {
            WriteLimit = TimeSpan.FromMilliseconds(300),
        };

        FleetException refused = await Should.ThrowAsync<FleetException>(() =>
            calls.WriteAsync(
                Caller.System("the test"),
                _rig.Machine.FirstPort,
                new byte[32 * 1024 * 1024],
                "ok",
                TimeSpan.FromSeconds(30),
                Stop
            )
        );

        refused.Error.ShouldBe(FleetError.Conflict);
        refused.Message.ShouldContain("did not take all of it");
    }

    private async Task<long> AddPrinterAsync(string name, string url)
    {
        HttpResponseMessage added = await _rig.Ada.PostAsync("/fleet/v1/printers", new { name, url });
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await added.JsonAsync())["id"]!.GetValue<long>();
    }

    private async Task<string> KeyAsync(long printer)
    {
        HttpResponseMessage made = await _rig.Ada.PostAsync(
            "/fleet/v1/keys",
            new
            {
                name = $"for {printer}",
                scopes = (string[])["ports.read", "ports.manage"],
                printerIds = (long[])[printer],
            }
        );
        return (await made.JsonAsync())["key"]!.GetValue<string>();
    }

    private Task<HttpResponseMessage> CallAsync(string key, HttpMethod method, string path, object body) =>
        _rig.Server.Http.CallAsync(method, _rig.Path + path, JsonContent.Create(body), ("X-Api-Key", key));
}
