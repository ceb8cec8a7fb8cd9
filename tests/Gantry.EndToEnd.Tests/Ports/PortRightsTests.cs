using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
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
    public async Task A_key_for_one_printer_sees_and_hears_of_the_port_of_that_one_alone()
    {
        _rig.Machine.Plug("ttyUSB1", "B2");
        long own = await AddPrinterAsync("Own", _rig.Machine.PathOf("ttyUSB0"));
        long other = await AddPrinterAsync("Other", "tcp://127.0.0.1:9");
        await _rig.UntilAsync("held");
        await UntilAsync(async () => (await PortsAsync(("Cookie", _rig.Ada.Cookie))).Length == 2);
        int second = _rig.Machine.FirstPort + 1;
        string good = await KeyAsync(own);
        string bad = await KeyAsync(other);
        using EventReader events = await EventReader.OpenAsync(_rig.Server.Http, "?topics=port", ("X-Api-Key", good));
        await events.NextAsync("hello");

        int[] ofGood = await PortsAsync(("X-Api-Key", good));
        int[] ofBad = await PortsAsync(("X-Api-Key", bad));
        using EventReader all = await EventReader.OpenAsync(_rig.Server.Http, _rig.Ada, "?topics=port");
        await all.NextAsync("hello");
        foreach (int number in (int[])[second, _rig.Machine.FirstPort])
        {
            await _rig.Ada.PostAsync($"/fleet/v1/ports/{number}/actions/rename", new { label = $"port {number}" });
            // Both at once would be told in the order of their numbers, and not of what happened.
            await PortRig.HeardAsync(all, p => p["label"]!.GetValue<string>() == $"port {number}");
        }
        JsonNode heard = await PortRig.HeardAsync(events, p => p["label"]!.GetValue<string>().Length > 0);

        ofGood.ShouldBe([_rig.Machine.FirstPort]);
        ofBad.ShouldBeEmpty();
        heard["number"]!.GetValue<int>().ShouldBe(_rig.Machine.FirstPort);
        await (
            await _rig.Server.Http.CallAsync(HttpMethod.Get, $"/fleet/v1/ports/{second}", null, ("X-Api-Key", good))
        ).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        (await _rig.Server.Http.CallAsync(HttpMethod.Get, _rig.Path, null, ("X-Api-Key", good))).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
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

    private async Task<int[]> PortsAsync((string Name, string Value) who)
    {
        HttpResponseMessage list = await _rig.Server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/ports", null, who);
        JsonArray ports = (await list.JsonAsync())["items"]!.AsArray();
        return [.. ports.Select(p => p!["number"]?.GetValue<int>() ?? 0).Order()];
    }

    private static async Task UntilAsync(Func<Task<bool>> isDone)
    {
        while (!await isDone())
            await Task.Delay(20, Stop);
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
