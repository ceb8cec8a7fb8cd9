using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Sharing;
using Gantry.Serial.Linux;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>The serial portal's API, as its scripts and helpers know it.</summary>
public sealed class PortalTests : IAsyncLifetime
{
    private readonly UsbMachine _machine = new();
    private RunningServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Tty => _machine.PathOf("ttyUSB0");

    private int Port => _machine.FirstPort;

    public async ValueTask InitializeAsync()
    {
        _machine.Plug("ttyACM0", "B2", "1-2");
        _server = await PortRig.StartAsync(_machine);
        await UntilAsync(running: 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _machine.Dispose();
    }

    [Fact]
    public async Task Before_there_are_accounts_it_is_used_as_the_portal_was()
    {
        (await GetAsync("/api/info")).ShouldBe("""{"ip":"127.0.0.1"}""");
        _machine.Plug("ttyUSB0", "A1");
        await UntilAsync(running: 2);
        string acm = _machine.PathOf("ttyACM0");
        (await GetAsync("/api/devices")).ShouldBe(
            $$"""{"devices":[{"tty":"{{Tty}}","product":"Mega 2560","serial":"A1","port":{{Port + 1}},"running":true},"""
                + $$"""{"tty":"{{acm}}","product":"Mega 2560","serial":"B2","port":{{Port}},"running":true}]}"""
        );
        (await GetAsync("/api/discover")).ShouldStartWith(
            $$"""{"devices":[{"url":"rfc2217://127.0.0.1:{{Port + 1}}","port":{{Port + 1}},"product":"Mega 2560","serial":"A1","tty":"{{Tty}}"}"""
        );

        (await PostAsync("/api/stop", Tty)).ShouldBe("""{"success":true,"message":"Stopped"}""");
        (await PostAsync("/api/stop", Tty)).ShouldBe("""{"success":true,"message":"Not running"}""");
        (await PostAsync("/api/start", Tty)).ShouldBe(
            $$"""{"success":true,"message":"Started on port {{Port + 1}}"}"""
        );
        (await PostAsync("/api/start", Tty)).ShouldBe(
            $$"""{"success":true,"message":"Already running on port {{Port + 1}}"}"""
        );
        (await PostAsync("/api/start", null)).ShouldBe("""{"success":false,"error":"Missing tty"}""");
        (await PostAsync("/api/start", "")).ShouldBe("""{"success":false,"error":"Missing tty"}""");
        (await PostAsync("/api/start", "/dev/ttyUSB99")).ShouldBe(
            """{"success":false,"message":"Server exited immediately"}"""
        );
        (await PostAsync("/api/stop-all", null)).ShouldBe(
            $$"""{"success":true,"messages":["{{Tty}}: Stopped","{{acm}}: Stopped"]}"""
        );
        (await GetAsync("/api/discover")).ShouldBe("""{"devices":[]}""");
        (await PostAsync("/api/start-all", null)).ShouldBe(
            $$"""{"success":true,"messages":["{{Tty}}: Started on port {{Port + 1}}","{{acm}}: Started on port {{Port}}"]}"""
        );
    }

    [Fact]
    public async Task Once_there_is_an_administrator_everybody_may_look_and_only_who_signed_in_may_change()
    {
        Person ada = await _server.SetUpAsync();
        Person mia = await _server.AddPersonAsync(ada, "mia", "member");
        string body = $$"""{"tty":"{{_machine.PathOf("ttyACM0")}}"}""";

        (await _server.Http.GetAsync("/api/discover", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        HttpResponseMessage stranger = await PostRawAsync("/api/stop", body);
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.JsonAsync())["error"]!.GetValue<string>().ShouldBe("Sign in first.");
        (await _server.Http.GetAsync("/api/logs", Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await mia.CallAsync(HttpMethod.Post, "/api/stop-all")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        HttpResponseMessage noToken = await PostRawAsync("/api/stop", body, ("Cookie", ada.Cookie));
        noToken.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        HttpResponseMessage page = await PostRawAsync("/api/stop", body, ("Origin", "http://evil.example"));
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        HttpResponseMessage rebound = await PostRawAsync("/api/stop", body, ("Host", "evil.example"));
        rebound.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);

        string key = Gantry.Server.LocalServer.Find(_server.Data.Root)!.Key;
        HttpResponseMessage done = await PostRawAsync("/api/stop", body, ("X-Api-Key", key));
        (await done.JsonAsync())["message"]!.GetValue<string>().ShouldBe("Stopped");
        HttpResponseMessage signedIn = await ada.PostAsync("/api/start", new { tty = _machine.PathOf("ttyACM0") });
        (await signedIn.JsonAsync())["success"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_no_JSON_or_no_address_of_the_portal_is_refused_in_its_form()
    {
        HttpResponseMessage broken = await PostRawAsync("/api/start", "{tty:");
        HttpResponseMessage log = await _server.Http.GetAsync("/api/logs/..%2F..%2Fgantry.db", Stop);

        broken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await broken.JsonAsync())["error"]!.GetValue<string>().ShouldContain("no JSON");
        log.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await log.JsonAsync())["error"]!.GetValue<string>().ShouldBe("Log not found");
    }

    [Fact]
    public async Task A_board_is_written_to_listened_to_and_answers_are_waited_for()
    {
        PtyPair board = _machine.Plug("ttyUSB0", "A1");
        await UntilAsync(running: 2);
        Task answering = AnswerAsync(board, "M115\n", "FIRMWARE_NAME:Marlin\r\nok\n");

        JsonNode answer = JsonNode.Parse(
            await PostTextAsync(
                "/api/serial/write",
                """{"slot":"A1","data":"M115","expect":"FIRMWARE_NAME:(\\w+)","timeout":30}"""
            )
        )!;
        await answering;
        answer["success"]!.GetValue<bool>().ShouldBeTrue(answer.ToJsonString());
        answer["line"]!.GetValue<string>().ShouldBe("FIRMWARE_NAME:Marlin");

        using var stop = new CancellationTokenSource();
        Task talking = TalkAsync(board, stop.Token);
        JsonNode heard = JsonNode.Parse(
            await PostTextAsync("/api/serial/monitor", """{"slot":"A1","pattern":"T:2\\d","timeout":30}""")
        )!;
        await stop.CancelAsync();
        await talking;
        heard["line"]!.GetValue<string>().ShouldBe("ok T:21");

        (await PostTextAsync("/api/serial/write", """{"slot":"nobody","data":"x"}""")).ShouldContain("No device");
        (await PostTextAsync("/api/serial/monitor", """{"slot":"A1","pattern":"("}""")).ShouldContain(
            "no regular expression"
        );
        (await GetAsync("/api/serial/output?slot=A1")).ShouldContain("Nothing was logged");
    }

    [Fact]
    public async Task A_helper_in_python_and_gantry_discover_find_a_board_by_its_serial_number_and_no_other()
    {
        PtyPair board = _machine.Plug("ttyUSB0", "A1");
        await UntilAsync(running: 2);
        string portal = _server.Address.Port.ToString(CultureInfo.InvariantCulture);
        string script = Repository.Path("tests/peers/portal_client.py");
        Task answering = AnswerAsync(board, "who\n", "board A1\n");

        await using RunningProgram client = RunningProgram.Start(
            DebianPackage.PythonWithSerial(),
            script,
            "127.0.0.1",
            portal,
            "A1"
        );
        string[] lines = (await client.OutputAsync(Stop)).Split('\n');
        await answering;
        lines[0].ShouldBe($"rfc2217://127.0.0.1:{Port + 1}");
        lines[1].ShouldBe("board A1");

        await using RunningProgram found = Discover(portal, "--serial", "A1");
        (await found.OutputAsync(Stop)).Trim().ShouldBe(lines[0]);
        await using RunningProgram other = Discover(portal, "--serial", "A9");
        ProgramEnd end = await other.FinishAsync(Stop);
        (end.Status, end.Output).ShouldBe((1, ""));
    }

    private static RunningProgram Discover(string portal, params string[] options) =>
        RunningProgram.Gantry(["discover", "127.0.0.1", "--port", portal, .. options]);

    private static async Task AnswerAsync(PtyPair board, string question, string answer)
    {
        var heard = new StringBuilder();
        byte[] buffer = new byte[256];
        await DeviceEnd.UntilAsync(() =>
        {
            heard.Append(Encoding.ASCII.GetString(buffer, 0, board.Read(buffer)));
            return heard.ToString().Contains(question, StringComparison.Ordinal);
        });
        board.Write(Encoding.ASCII.GetBytes(answer));
    }

    private static async Task TalkAsync(PtyPair board, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            board.Write("ok T:21\n"u8);
            await Task.WhenAny(Task.Delay(20, stop));
        }
    }

    private async Task UntilAsync(int running)
    {
        while (JsonNode.Parse(await GetAsync("/api/discover"))!["devices"]!.AsArray().Count != running)
            await Task.Delay(20, Stop);
    }

    private async Task<string> GetAsync(string path)
    {
        HttpResponseMessage answer = await _server.Http.GetAsync(path, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private Task<string> PostAsync(string path, string? tty) =>
        PostTextAsync(path, tty is null ? "" : $$"""{"tty":"{{tty}}"}""");

    private async Task<string> PostTextAsync(string path, string body)
    {
        HttpResponseMessage answer = await PostRawAsync(path, body);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    /// <summary>As curl sends it: what is JSON is called a form.</summary>
    private Task<HttpResponseMessage> PostRawAsync(string path, string body, params (string, string)[] headers) =>
        _server.Http.CallAsync(
            HttpMethod.Post,
            path,
            new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded"),
            headers
        );
}
