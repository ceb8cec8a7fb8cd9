using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Sharing;
using Gantry.Serial.Linux;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>Serial ports that printers of the fleet use, and the shares that keep off them.</summary>
public sealed class PortPrinterTests : IAsyncLifetime
{
    private PortRig _rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _rig = await PortRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_printer_has_its_device_for_itself_and_who_connects_is_told()
    {
        PtyPair device = _rig.Machine.Plug("ttyUSB0", "A1");
        await _rig.UntilAsync("listening");
        object printer = new { name = "Ada", url = _rig.Machine.PathOf("ttyUSB0") };
        JsonNode added = await (await _rig.Ada.PostAsync("/fleet/v1/printers", printer)).JsonAsync();

        JsonNode held = await _rig.UntilAsync("held");
        held["share"]!["printer"]!["id"]!.GetValue<long>().ShouldBe(added["id"]!.GetValue<long>());
        using (TcpClient client = await _rig.ConnectAsync())
            (await new StreamReader(client.GetStream()).ReadToEndAsync(Stop)).ShouldContain("The printer Ada");
        await (await _rig.Ada.PostAsync(_rig.Path + "/actions/reset", new { })).ShouldBeProblemAsync(
            HttpStatusCode.Conflict,
            "conflict"
        );
        // The printer has it: the firmware is asked who it is.
        await DeviceEnd.UntilAsync(() => device.Read(new byte[100]) > 0);

        string id = added["id"]!.ToJsonString();
        string version = (await (await _rig.Ada.GetAsync($"/fleet/v1/printers/{id}")).JsonAsync())[
            "version"
        ]!.ToJsonString();
        HttpResponseMessage off = await _rig.Ada.CallAsync(
            HttpMethod.Patch,
            $"/fleet/v1/printers/{id}",
            new { enabled = false },
            ("If-Match", $"\"{version}\"")
        );
        off.StatusCode.ShouldBe(HttpStatusCode.OK, (await off.JsonAsync()).ToJsonString());
        await _rig.UntilAsync("listening");
    }

    [Fact]
    public async Task Boards_that_call_themselves_the_same_are_named_by_their_printers_or_their_sockets()
    {
        _rig.Machine.Plug("ttyUSB0", "A1");
        _rig.Machine.Plug("ttyUSB1", "A2", "1-2");
        _rig.Machine.Plug("ttyUSB2", "A3", "1-3");
        await NamesAsync(n => n.Length == 3 && n.Distinct().Count() == 3);

        object printer = new { name = "Ada", url = _rig.Machine.PathOf("ttyUSB0") };
        (await _rig.Ada.PostAsync("/fleet/v1/printers", printer)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await NamesAsync(n => n.Contains("Ada") && n.Distinct().Count() == 3);
        await _rig.ActAsync("rename", new { label = "left board" });
        await NamesAsync(n => n.Contains("left board") && !n.Contains("Ada"));
    }

    private Task<string[]> NamesAsync(Func<string[], bool> isGood) =>
        FleetRig.Until(
            async () =>
            {
                JsonNode ports = await (await _rig.Ada.GetAsync("/fleet/v1/ports")).JsonAsync();
                return ports["items"]!
                    .AsArray()
                    .Where(p => p!["number"] is not null)
                    .Select(p => p!["name"]!.GetValue<string>())
                    .ToArray();
            },
            isGood,
            names => string.Join(", ", names)
        );

    [Fact]
    public async Task A_connection_is_tested_although_the_device_is_shared()
    {
        PtyPair device = _rig.Machine.Plug("ttyUSB0", "A1");
        await _rig.UntilAsync("listening");
        Task<HttpResponseMessage> testing = _rig.Ada.PostAsync(
            "/fleet/v1/printers/test",
            new { url = _rig.Machine.PathOf("ttyUSB0"), baudRate = 115200 }
        );
        await DeviceEnd.UntilAsync(() =>
        {
            if (device.Read(new byte[100]) > 0)
                device.Write("FIRMWARE_NAME:Marlin 2.1 PROTOCOL_VERSION:1.0\nok T:20.0 /0.0 B:20.0 /0.0\n"u8);
            return testing.IsCompleted;
        });

        JsonNode found = await (await testing).JsonAsync();
        found["ok"]!.GetValue<bool>().ShouldBeTrue(found.ToJsonString());
        await _rig.UntilAsync("listening");
    }

    [Fact]
    public async Task Who_goes_away_during_a_test_of_a_connection_leaves_the_device_to_its_share()
    {
        _rig.Machine.Plug("ttyUSB0", "A1");
        await _rig.UntilAsync("listening");

        for (int wait = 3; wait < 60; wait += 4)
            while (!await TestAndGoAsync(TimeSpan.FromMilliseconds(wait)))
                await Task.Delay(50, Stop);

        await _rig.UntilAsync("listening");
    }

    [Fact]
    public async Task A_printer_that_prints_through_a_share_keeps_it_although_others_are_put_out()
    {
        _rig.Machine.Plug("ttyUSB0", "A1");
        await _rig.UntilAsync("listening");
        await _rig.SetAsync(new { sharing = new { secondClient = "newest" } });
        // As soon as the setting has reached the share, a second client puts the first one out.
        while (true)
        {
            using TcpClient first = await _rig.ConnectAsync();
            await first.GetStream().WriteAsync("x"u8.ToArray(), Stop);
            // The share may be made anew at this moment, and let go of the first one; then it is tried again.
            if (!await _rig.IsSoonAsync("open"))
                continue;
            using TcpClient other = await _rig.ConnectAsync();
            await other.GetStream().WriteAsync("x"u8.ToArray(), Stop);
            if ((await PortRig.SaidAsync(first)).Contains("was taken over", StringComparison.Ordinal))
                break;
        }

        await _rig.UntilAsync("listening");
        object printer = new { name = "Ada", url = $"rfc2217://127.0.0.1:{_rig.Machine.FirstPort}" };
        HttpResponseMessage added = await _rig.Ada.PostAsync("/fleet/v1/printers", printer);
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await _rig.UntilAsync("open"))["share"]!["printer"]!["name"]!.GetValue<string>().ShouldBe("Ada");

        using TcpClient late = await _rig.ConnectAsync();
        await late.GetStream().WriteAsync("x"u8.ToArray(), Stop);
        (await PortRig.SaidAsync(late)).ShouldContain("is in use by");
    }

    /// <summary>False when the test before has not ended yet.</summary>
    private async Task<bool> TestAndGoAsync(TimeSpan wait)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, "/fleet/v1/printers/test");
        call.Content = JsonContent.Create(new { url = _rig.Machine.PathOf("ttyUSB0"), baudRate = 115200 });
        call.Headers.Add("Cookie", _rig.Ada.Cookie);
        call.Headers.Add("X-CSRF-Token", _rig.Ada.CsrfToken);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        gone.CancelAfter(wait);
        try
        {
            using HttpResponseMessage answer = await _rig.Server.Http.SendAsync(call, gone.Token);
            return answer.StatusCode != HttpStatusCode.Conflict;
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            return true;
        }
    }
}
