using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Server;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>The portal's addresses for one board: its reset, and what it said last.</summary>
public sealed class PortalSerialTests : IAsyncLifetime
{
    private PortRig _rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _rig = await PortRig.StartWithBoardAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_board_is_reset_and_the_audit_log_says_by_whom()
    {
        JsonNode done = await PostAsync("/api/serial/reset", new { slot = "A1" });
        done["success"]!.GetValue<bool>().ShouldBeTrue(done.ToJsonString());
        done["message"]!.GetValue<string>().ShouldBe($"Reset {_rig.Machine.PathOf("ttyUSB0")}");
        (await _rig.ActAsync("reset"))["number"]!.GetValue<int>().ShouldBe(_rig.Machine.FirstPort);

        JsonArray entries = await _rig.AuditAsync(all => all.Count(e => PortRig.Action(e) == "port.reset") == 2);
        entries
            .Where(e => PortRig.Action(e) == "port.reset")
            .ShouldAllBe(e => e!.ToJsonString().Contains("\"ada\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reset_of_no_board_or_of_one_that_is_not_there_says_so()
    {
        JsonNode none = await PostAsync("/api/serial/reset", new { });
        JsonNode unknown = await PostAsync("/api/serial/reset", new { slot = "B9" });
        await _rig.ActAsync("stop");
        JsonNode stopped = await PostAsync("/api/serial/reset", new { slot = "A1" });

        (none["success"]!.GetValue<bool>(), none["error"]!.GetValue<string>()).ShouldBe((false, "Missing slot"));
        (unknown["success"]!.GetValue<bool>(), unknown["error"]!.GetValue<string>()).ShouldBe(
            (false, "No device 'B9'")
        );
        stopped["success"]!.GetValue<bool>().ShouldBeFalse();
        stopped["error"]!.GetValue<string>().ShouldContain("is not shared now");
        HttpResponseMessage stranger = await _rig.Server.Http.CallAsync(
            HttpMethod.Post,
            "/api/serial/reset",
            new StringContent("""{"slot":"A1"}""")
        );
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_last_lines_that_passed_are_told_and_no_earlier_ones()
    {
        await _rig.SetAsync(new { sharing = new { logTraffic = true } });
        // Until the setting has reached the share, nothing is logged.
        JsonNode? output = null;
        for (int i = 0; output is null; i++)
        {
            i.ShouldBeLessThan(200);
            using TcpClient client = await _rig.ConnectAsync();
            await client.GetStream().WriteAsync("first\nsecond\nthird\n"u8.ToArray(), Stop);
            await Task.Delay(100, Stop);
            string all = await TextAsync("/api/serial/output?slot=A1&lines=1000");
            if (all.Contains("[TX] third", StringComparison.Ordinal))
                output = JsonNode.Parse(all);
        }

        output["success"]!.GetValue<bool>().ShouldBeTrue();
        string[] lines = [.. output["lines"]!.AsArray().Select(l => l!.GetValue<string>())];
        lines.ShouldContain(l => l.EndsWith("[TX] first", StringComparison.Ordinal));
        JsonArray last = JsonNode.Parse(await TextAsync("/api/serial/output?slot=A1&lines=2"))!["lines"]!.AsArray();
        last.Count.ShouldBe(2);
        lines.ShouldContain(last[0]!.GetValue<string>());
        (await TextAsync("/api/serial/output")).ShouldContain("Missing slot");
    }

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        HttpResponseMessage answer = await _rig.Ada.PostAsync(path, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.JsonAsync();
    }

    private async Task<string> TextAsync(string path) =>
        await (await _rig.Ada.GetAsync(path)).Content.ReadAsStringAsync(Stop);
}
