using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Sharing;
using Gantry.Serial.Linux;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>The serial ports of a machine, shared by <c>gantry serve</c>, over <c>/fleet/v1</c>.</summary>
public sealed class PortTests : IAsyncLifetime
{
    private readonly UsbMachine _machine = new();
    private RunningServer _server = null!;
    private Person _ada = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Path => $"/fleet/v1/ports/{_machine.FirstPort}";

    public async ValueTask InitializeAsync()
    {
        _server = await StartAsync(_machine);
        _ada = await _server.SetUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _machine.Dispose();
    }

    internal static Task<RunningServer> StartAsync(UsbMachine machine) =>
        RunningServer.StartAsync(o => o with { Inventory = machine.Sys.Inventory, Sharing = machine.Sharing });

    [Fact]
    public async Task A_device_is_shared_when_it_is_plugged_in_and_the_site_hears_who_uses_it()
    {
        using EventReader events = await EventReader.OpenAsync(_server.Http, _ada, "?topics=port");
        PtyPair device = _machine.Plug("ttyUSB0", "A1");
        JsonNode free = await HeardAsync(events, p => State(p) == "listening");
        free["serialNumber"]!.GetValue<string>().ShouldBe("A1");
        free["share"]!["local"]!.GetValue<bool>().ShouldBeTrue("a server shares with its own machine alone at first");

        using TcpClient client = await ConnectAsync();
        await client.GetStream().WriteAsync("M105\n"u8.ToArray(), Stop);
        JsonNode used = await HeardAsync(
            events,
            p => State(p) == "open" && p["share"]!["bytesOut"]!.GetValue<long>() == 5
        );
        used["share"]!["holder"]!["address"]!.GetValue<string>().ShouldBe(client.Client.LocalEndPoint!.ToString());
        device.Read(new byte[10]).ShouldBe(5);
        client.Dispose();
        await HeardAsync(events, p => State(p) == "listening");

        _machine.Unplug("ttyUSB0");
        (await HeardAsync(events, p => State(p) == "absent"))["present"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task The_audit_log_says_who_was_connected_from_where_and_how_long()
    {
        _machine.Plug("ttyUSB0", "A1");
        await UntilAsync("listening");
        string address;
        using (TcpClient client = await ConnectAsync())
        {
            address = client.Client.LocalEndPoint!.ToString()!;
            await client.GetStream().WriteAsync("x"u8.ToArray(), Stop);
            await UntilAsync("open");
        }

        JsonArray entries = await AuditAsync(e => e.Count(i => Action(i) == "port.disconnect") == 1);
        JsonNode came = entries.Single(e => Action(e) == "port.connect")!;
        JsonNode left = entries.Single(e => Action(e) == "port.disconnect")!;
        came.ToJsonString().ShouldContain($"serial {address}");
        left.ToJsonString()
            .ShouldContain(_machine.FirstPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
        left.ToJsonString().ShouldContain("from");
    }

    [Fact]
    public async Task People_stop_name_move_and_set_up_ports_as_far_as_they_may()
    {
        _machine.Plug("ttyUSB0", "A1");
        await UntilAsync("listening");
        Person oli = await _server.AddPersonAsync(_ada, "oli", "operator");
        Person mia = await _server.AddPersonAsync(_ada, "mia", "member");

        (await oli.GetAsync("/fleet/v1/ports")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await mia.GetAsync("/fleet/v1/ports")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await (await oli.PostAsync(Path + "/actions/stop", new { })).ShouldBeProblemAsync(
            HttpStatusCode.Forbidden,
            "notAllowed"
        );

        State(await ActAsync("stop")).ShouldBe("stopped");
        State(await ActAsync("start")).ShouldBe("listening");
        (await ActAsync("rename", new { label = "left board" }))["name"]!.GetValue<string>().ShouldBe("left board");
        (await ActAsync("pin", new { by = "socket" }))["pin"]!.GetValue<string>().ShouldBe("socket");
        JsonNode quiet = await ActAsync("behave", new { resetOnConnect = "never" });
        quiet["share"]!["reset"]!.GetValue<string>().ShouldBe("never");
        State(await ActAsync("disable")).ShouldBe("stopped");
        await ActAsync("enable");
        int other = _machine.FirstPort + 1;
        JsonNode moved = await ActAsync("move", new { number = other });
        moved["number"]!.GetValue<int>().ShouldBe(other);
        await (await _ada.GetAsync(Path)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
        HttpResponseMessage wrong = await _ada.PostAsync($"/fleet/v1/ports/{other}/actions/explode", new { });
        await wrong.ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
    }

    [Fact]
    public async Task A_printer_has_its_device_for_itself_and_who_connects_is_told()
    {
        PtyPair device = _machine.Plug("ttyUSB0", "A1");
        await UntilAsync("listening");
        object printer = new { name = "Ada", url = _machine.PathOf("ttyUSB0") };
        JsonNode added = await (await _ada.PostAsync("/fleet/v1/printers", printer)).JsonAsync();

        JsonNode held = await UntilAsync("held");
        held["share"]!["printer"]!["id"]!.GetValue<long>().ShouldBe(added["id"]!.GetValue<long>());
        using (TcpClient client = await ConnectAsync())
            (await new StreamReader(client.GetStream()).ReadToEndAsync(Stop)).ShouldContain("The printer Ada");
        await (await _ada.PostAsync(Path + "/actions/reset", new { })).ShouldBeProblemAsync(
            HttpStatusCode.Conflict,
            "conflict"
        );
        // The printer has it: the firmware is asked who it is.
        await DeviceEnd.UntilAsync(() => device.Read(new byte[100]) > 0);

        string id = added["id"]!.ToJsonString();
        string version = (await (await _ada.GetAsync($"/fleet/v1/printers/{id}")).JsonAsync())[
            "version"
        ]!.ToJsonString();
        HttpResponseMessage off = await _ada.CallAsync(
            HttpMethod.Patch,
            $"/fleet/v1/printers/{id}",
            new { enabled = false },
            ("If-Match", $"\"{version}\"")
        );
        off.StatusCode.ShouldBe(HttpStatusCode.OK, (await off.JsonAsync()).ToJsonString());
        await UntilAsync("listening");
    }

    [Fact]
    public async Task A_connection_is_tested_although_the_device_is_shared()
    {
        PtyPair device = _machine.Plug("ttyUSB0", "A1");
        await UntilAsync("listening");
        Task<HttpResponseMessage> testing = _ada.PostAsync(
            "/fleet/v1/printers/test",
            new { url = _machine.PathOf("ttyUSB0"), baudRate = 115200 }
        );
        await DeviceEnd.UntilAsync(() =>
        {
            if (device.Read(new byte[100]) > 0)
                device.Write("FIRMWARE_NAME:Marlin 2.1 PROTOCOL_VERSION:1.0\nok T:20.0 /0.0 B:20.0 /0.0\n"u8);
            return testing.IsCompleted;
        });

        JsonNode found = await (await testing).JsonAsync();
        found["ok"]!.GetValue<bool>().ShouldBeTrue(found.ToJsonString());
        await UntilAsync("listening");
    }

    [Fact]
    public async Task Who_goes_away_during_a_test_of_a_connection_leaves_the_device_to_its_share()
    {
        _machine.Plug("ttyUSB0", "A1");
        await UntilAsync("listening");

        for (int wait = 3; wait < 60; wait += 4)
            while (!await TestAndGoAsync(TimeSpan.FromMilliseconds(wait)))
                await Task.Delay(50, Stop);

        await UntilAsync("listening");
    }

    [Fact]
    public async Task A_printer_that_prints_through_a_share_keeps_it_although_others_are_put_out()
    {
        _machine.Plug("ttyUSB0", "A1");
        await UntilAsync("listening");
        await SetAsync(new { sharing = new { secondClient = "newest" } });
        // As soon as the setting has reached the share, a second client puts the first one out.
        while (true)
        {
            using TcpClient first = await ConnectAsync();
            await first.GetStream().WriteAsync("x"u8.ToArray(), Stop);
            // The share may be made anew at this moment, and let go of the first one; then it is tried again.
            if (!await IsSoonAsync("open"))
                continue;
            using TcpClient other = await ConnectAsync();
            await other.GetStream().WriteAsync("x"u8.ToArray(), Stop);
            if ((await SaidAsync(first)).Contains("was taken over", StringComparison.Ordinal))
                break;
        }

        await UntilAsync("listening");
        object printer = new { name = "Ada", url = $"rfc2217://127.0.0.1:{_machine.FirstPort}" };
        HttpResponseMessage added = await _ada.PostAsync("/fleet/v1/printers", printer);
        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await UntilAsync("open"))["share"]!["printer"]!["name"]!.GetValue<string>().ShouldBe("Ada");

        using TcpClient late = await ConnectAsync();
        await late.GetStream().WriteAsync("x"u8.ToArray(), Stop);
        (await SaidAsync(late)).ShouldContain("is in use by");
    }

    [Fact]
    public async Task What_passes_is_logged_when_the_settings_say_so_and_no_name_leads_out_of_the_folder()
    {
        _machine.Plug("ttyUSB0", "A1");
        await UntilAsync("listening");
        await SetAsync(new { sharing = new { logTraffic = true } });
        // Until the setting has reached the share, nothing is logged.
        string? name = null;
        for (int i = 0; name is null; i++)
        {
            i.ShouldBeLessThan(200);
            using TcpClient client = await ConnectAsync();
            await client.GetStream().WriteAsync("M115\n"u8.ToArray(), Stop);
            await Task.Delay(100, Stop);
            name = await LoggedAsync("[TX] M115");
        }

        HttpResponseMessage file = await _ada.GetAsync($"{Path}/logs/{name}");
        (await file.Content.ReadAsStringAsync(Stop)).ShouldContain("[TX] M115");
        file.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe(name);
        foreach (string bad in (string[])["..%2F..%2Fgantry.db", "%2Fetc%2Fpasswd", "ports.json", "9_" + name])
        {
            (await _ada.GetAsync($"{Path}/logs/{bad}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, bad);
            (await _ada.GetAsync($"{Path}/logs/{bad}/tail")).StatusCode.ShouldBe(HttpStatusCode.NotFound, bad);
        }
    }

    [Fact]
    public async Task Sharing_is_switched_off_and_on_in_the_settings_and_wrong_ones_are_named()
    {
        _machine.Plug("ttyUSB0", "A1");
        await UntilAsync("listening");

        await SetAsync(new { sharing = new { enabled = false } });
        await DeviceEnd.UntilAsync(() => !IsListenedOn());
        await SetAsync(new { sharing = new { enabled = true, bind = "network" } });
        JsonNode port = await UntilAsync("listening");

        port["share"]!["local"]!.GetValue<bool>().ShouldBeFalse();
        JsonNode wrong = await (
            await ChangeAsync(new { sharing = new { bind = "everywhere", allowed = (string[])["10.0.0.0/99"] } })
        ).JsonAsync();
        wrong["errors"]!["sharing.bind"].ShouldNotBeNull();
        wrong["errors"]!["sharing.allowed"].ShouldNotBeNull();
    }

    /// <summary>False when the test before has not ended yet.</summary>
    private async Task<bool> TestAndGoAsync(TimeSpan wait)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, "/fleet/v1/printers/test");
        call.Content = JsonContent.Create(new { url = _machine.PathOf("ttyUSB0"), baudRate = 115200 });
        call.Headers.Add("Cookie", _ada.Cookie);
        call.Headers.Add("X-CSRF-Token", _ada.CsrfToken);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        gone.CancelAfter(wait);
        try
        {
            using HttpResponseMessage answer = await _server.Http.SendAsync(call, gone.Token);
            return answer.StatusCode != HttpStatusCode.Conflict;
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            return true;
        }
    }

    private bool IsListenedOn()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, _machine.FirstPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The port's log in which something stands, or null.</summary>
    private async Task<string?> LoggedAsync(string text)
    {
        JsonArray logs = (await (await _ada.GetAsync(Path + "/logs")).JsonAsync())["items"]!.AsArray();
        if (logs.Count == 0)
            return null;
        string name = logs[0]!["file"]!.GetValue<string>();
        JsonNode tail = await (await _ada.GetAsync($"{Path}/logs/{name}/tail?lines=20")).JsonAsync();
        return tail["content"]!.GetValue<string>().Contains(text, StringComparison.Ordinal) ? name : null;
    }

    private async Task SetAsync(object edit)
    {
        HttpResponseMessage changed = await ChangeAsync(edit);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, await changed.Content.ReadAsStringAsync(Stop));
        await UntilAsync("listening", orNone: true);
    }

    private async Task<HttpResponseMessage> ChangeAsync(object edit)
    {
        JsonNode settings = await (await _ada.GetAsync("/fleet/v1/settings")).JsonAsync();
        return await _ada.CallAsync(
            HttpMethod.Patch,
            "/fleet/v1/settings",
            edit,
            ("If-Match", $"\"{settings["version"]}\"")
        );
    }

    private async Task<JsonNode> ActAsync(string action, object? body = null)
    {
        HttpResponseMessage done = await _ada.PostAsync($"{Path}/actions/{action}", body ?? new { });
        JsonNode port = await done.JsonAsync();
        done.StatusCode.ShouldBe(HttpStatusCode.OK, port.ToJsonString());
        return port;
    }

    private async Task<bool> IsSoonAsync(string state)
    {
        for (int i = 0; i < 100; i++)
        {
            if (State(await (await _ada.GetAsync(Path)).JsonAsync()) == state)
                return true;
            await Task.Delay(20, Stop);
        }
        return false;
    }

    private async Task<JsonNode> UntilAsync(string state, bool orNone = false)
    {
        long since = Environment.TickCount64;
        while (true)
        {
            (Environment.TickCount64 - since).ShouldBeLessThan(60_000, $"it did not become {state}");
            JsonArray all = (await (await _ada.GetAsync("/fleet/v1/ports")).JsonAsync())["items"]!.AsArray();
            JsonNode? port = all.FirstOrDefault(p => p!["number"]?.GetValue<int>() == _machine.FirstPort);
            if (port is not null && State(port) == state)
                return port.DeepClone();
            if (orNone && port is null)
                return new JsonObject();
            await Task.Delay(20, Stop);
        }
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient(AddressFamily.InterNetwork);
        for (int i = 0; ; i++)
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, _machine.FirstPort, Stop);
                return client;
            }
            catch (SocketException) when (i < 500)
            {
                // The share is being made anew.
                await Task.Delay(20, Stop);
            }
    }

    private async Task<JsonArray> AuditAsync(Func<JsonArray, bool> isGood)
    {
        while (true)
        {
            JsonArray all = (await (await _ada.GetAsync("/fleet/v1/audit?limit=100")).JsonAsync())["items"]!.AsArray();
            if (isGood(all))
                return all;
            await Task.Delay(20, Stop);
        }
    }

    private static async Task<JsonNode> HeardAsync(EventReader events, Func<JsonNode, bool> isGood)
    {
        while (true)
            if (await events.NextAsync("port") is { } port && isGood(port))
                return port;
    }

    /// <summary>What a client is told before its connection is closed; empty when it is not for a while.</summary>
    private static async Task<string> SaidAsync(TcpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            return await new StreamReader(client.GetStream()).ReadToEndAsync(limit.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            Stop.ThrowIfCancellationRequested();
            return "";
        }
    }

    private static string Action(JsonNode? entry) => entry!["action"]!.GetValue<string>();

    private static string State(JsonNode port) => port["share"]?["state"]?.GetValue<string>() ?? "";
}
