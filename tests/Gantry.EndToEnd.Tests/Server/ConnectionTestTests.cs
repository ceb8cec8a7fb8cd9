using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Printing;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>A connection is tried before it is saved: what answers is said in words, and what is wrong.</summary>
public sealed class ConnectionTestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<JsonNode> TestAsync(Person person, string url, int baudRate = 115200)
    {
        HttpResponseMessage answer = await person.PostAsync("/fleet/v1/printers/test", new { url, baudRate });
        JsonNode found = await answer.JsonAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, found.ToJsonString());
        return found;
    }

    private static string Text(JsonNode found) => found["text"]!.GetValue<string>();

    private static string? Trouble(JsonNode found) => found["trouble"]?["code"]?.GetValue<string>();

    [Fact]
    public async Task A_printer_that_answers_says_who_it_is_and_how_warm()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop);

        JsonNode found = await TestAsync(ada, printer.Address);

        found["ok"]!.GetValue<bool>().ShouldBeTrue(found.ToJsonString());
        found["firmware"]!["name"]!.GetValue<string>().ShouldBe("Marlin");
        found["baudRate"]!.GetValue<int>().ShouldBe(115200);
        found["temperatures"]!.AsArray().Count.ShouldBeGreaterThan(0);
        found["takesNumbers"]!.GetValue<bool>().ShouldBeTrue();
        Text(found).ShouldContain("Marlin");
        Text(found).ShouldContain("115200 baud");
        Text(found).ShouldContain("°C");
        // It was let go again: somebody else may have it now.
        (await TestAsync(ada, printer.Address))["ok"]!
            .GetValue<bool>()
            .ShouldBeTrue();
    }

    [Fact]
    public async Task The_baud_rate_is_found_out()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--baud", "250000");

        JsonNode found = await TestAsync(ada, printer.Address, baudRate: 0);

        found["baudRate"]!.GetValue<int>().ShouldBe(250000, found.ToJsonString());
    }

    [Fact]
    public async Task A_board_is_not_restarted_unless_somebody_wants_that()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop);
        // Whatever the first opening of a port does, it has been.
        await TestAsync(ada, printer.Address);

        JsonNode gently = await TestAsync(ada, printer.Address);

        gently["restarted"]!.GetValue<bool>().ShouldBeFalse(gently.ToJsonString());
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_words()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();

        JsonNode nothing = await TestAsync(ada, "/dev/ttyNone");
        JsonNode closed = await TestAsync(ada, "tcp://127.0.0.1:1");
        JsonNode noShare = await TestAsync(
            ada,
            $"rfc2217://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}?timeout=1"
        );
        JsonNode noPort = await TestAsync(ada, "/dev/null");

        Trouble(nothing).ShouldBe("notFound");
        Text(nothing).ShouldContain("/dev/ttyNone");
        Trouble(closed).ShouldBe("notFound");
        Trouble(noShare).ShouldBeOneOf("notRfc2217", "timeout");
        Trouble(noPort).ShouldBe("notSerial");
        foreach (JsonNode found in (JsonNode[])[nothing, closed, noShare, noPort])
            found["ok"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_port_that_somebody_else_holds_says_who()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop);
        await using RunningProgram share = RunningProgram.Gantry(
            "share",
            printer.Address,
            "--bind",
            "127.0.0.1",
            "--port",
            "0"
        );
        await share.ReadLineAsync(Stop);
        using var folder = new TemporaryFolder();

        JsonNode found = await TestAsync(ada, printer.Address);

        Trouble(found).ShouldBe("busy", found.ToJsonString());
        Text(found).ShouldContain("gantry");
    }

    [Fact]
    public async Task A_port_of_the_fleet_is_not_touched_its_printer_is_asked()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTcpAsync(Stop);
        await ada.PostAsync("/fleet/v1/printers", new { name = "Left", url = printer.Address });

        JsonNode found = await TestAsync(
            ada,
            printer.Address.Replace("127.0.0.1", "127.0.0.1", StringComparison.Ordinal)
        );

        found["printerId"].ShouldNotBeNull(found.ToJsonString());
        Text(found).ShouldContain("Left");
    }

    [Theory]
    [InlineData("tcp://169.254.169.254:80")]
    [InlineData("rfc2217://[fe80::1]:2217")]
    [InlineData("tcp://[::ffff:169.254.169.254]:80")]
    [InlineData("tcp://2852039166:80")]
    public async Task No_connection_goes_where_a_cloud_keeps_its_keys(string url)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        JsonNode found = await TestAsync(ada, url);

        Trouble(found).ShouldBe("badAddress", found.ToJsonString());
    }

    [Fact]
    public async Task Only_those_who_may_add_printers_may_try_connections()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");

        HttpResponseMessage refused = await mia.PostAsync("/fleet/v1/printers/test", new { url = "/dev/null" });
        HttpResponseMessage wrong = await ada.PostAsync("/fleet/v1/printers/test", new { url = "ftp://x" });

        await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        await wrong.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task One_port_is_tried_once_at_a_time()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var body = new { url = $"rfc2217://127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}", baudRate = 115200 };

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => ada.PostAsync("/fleet/v1/printers/test", body))
        );

        answers.Select(a => a.StatusCode).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict], ignoreOrder: true);
    }
}
