using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Server;
using Gantry.Serial.Linux;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>The serial ports of a machine, shared by <c>gantry serve</c>, over <c>/fleet/v1</c>.</summary>
public sealed class PortTests : IAsyncLifetime
{
    private PortRig _rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _rig = await PortRig.StartAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_device_is_shared_when_it_is_plugged_in_and_the_site_hears_who_uses_it()
    {
        using EventReader events = await EventReader.OpenAsync(_rig.Server.Http, _rig.Ada, "?topics=port");
        PtyPair device = _rig.Machine.Plug("ttyUSB0", "A1");
        JsonNode free = await PortRig.HeardAsync(events, p => PortRig.State(p) == "listening");
        free["serialNumber"]!.GetValue<string>().ShouldBe("A1");
        free["share"]!["local"]!.GetValue<bool>().ShouldBeTrue("a server shares with its own machine alone at first");

        using TcpClient client = await _rig.ConnectAsync();
        await client.GetStream().WriteAsync("M105\n"u8.ToArray(), Stop);
        JsonNode used = await PortRig.HeardAsync(
            events,
            p => PortRig.State(p) == "open" && p["share"]!["bytesOut"]!.GetValue<long>() == 5
        );
        used["share"]!["holder"]!["address"]!.GetValue<string>().ShouldBe(client.Client.LocalEndPoint!.ToString());
        device.Read(new byte[10]).ShouldBe(5);
        client.Dispose();
        await PortRig.HeardAsync(events, p => PortRig.State(p) == "listening");

        _rig.Machine.Unplug("ttyUSB0");
        (await PortRig.HeardAsync(events, p => PortRig.State(p) == "absent"))["present"]!
            .GetValue<bool>()
            .ShouldBeFalse();
    }

    [Fact]
    public async Task The_audit_log_says_who_was_connected_from_where_and_how_long()
    {
        _rig.Machine.Plug("ttyUSB0", "A1");
        await _rig.UntilAsync("listening");
        string address;
        using (TcpClient client = await _rig.ConnectAsync())
        {
            address = client.Client.LocalEndPoint!.ToString()!;
            await client.GetStream().WriteAsync("x"u8.ToArray(), Stop);
            await _rig.UntilAsync("open");
        }

        JsonArray entries = await _rig.AuditAsync(e => e.Count(i => PortRig.Action(i) == "port.disconnect") == 1);
        JsonNode came = entries.Single(e => PortRig.Action(e) == "port.connect")!;
        JsonNode left = entries.Single(e => PortRig.Action(e) == "port.disconnect")!;
        came.ToJsonString().ShouldContain($"serial {address}");
        left.ToJsonString()
            .ShouldContain(_rig.Machine.FirstPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
        left.ToJsonString().ShouldContain("from");
    }

    [Fact]
    public async Task People_stop_name_move_and_set_up_ports_as_far_as_they_may()
    {
        _rig.Machine.Plug("ttyUSB0", "A1");
        await _rig.UntilAsync("listening");
        Person oli = await _rig.Server.AddPersonAsync(_rig.Ada, "oli", "operator");
        Person mia = await _rig.Server.AddPersonAsync(_rig.Ada, "mia", "member");

        (await oli.GetAsync("/fleet/v1/ports")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await mia.GetAsync("/fleet/v1/ports")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await (await oli.PostAsync(_rig.Path + "/actions/stop", new { })).ShouldBeProblemAsync(
            HttpStatusCode.Forbidden,
            "notAllowed"
        );

        PortRig.State(await _rig.ActAsync("stop")).ShouldBe("stopped");
        PortRig.State(await _rig.ActAsync("start")).ShouldBe("listening");
        (await _rig.ActAsync("rename", new { label = "left board" }))["name"]!
            .GetValue<string>()
            .ShouldBe("left board");
        (await _rig.ActAsync("pin", new { by = "socket" }))["pin"]!.GetValue<string>().ShouldBe("socket");
        JsonNode quiet = await _rig.ActAsync("behave", new { resetOnConnect = "never" });
        quiet["share"]!["reset"]!.GetValue<string>().ShouldBe("never");
        PortRig.State(await _rig.ActAsync("disable")).ShouldBe("stopped");
        await _rig.ActAsync("enable");
        int other = _rig.Machine.FirstPort + 1;
        JsonNode moved = await _rig.ActAsync("move", new { number = other });
        moved["number"]!.GetValue<int>().ShouldBe(other);
        await (await _rig.Ada.GetAsync(_rig.Path)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
        HttpResponseMessage wrong = await _rig.Ada.PostAsync($"/fleet/v1/ports/{other}/actions/explode", new { });
        await wrong.ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
    }
}
