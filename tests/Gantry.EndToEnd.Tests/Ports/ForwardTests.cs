using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Printing;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Sharing;
using Gantry.Serial.Linux;
using Gantry.Simulator;
using Gantry.Simulator.Hosting;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary><c>gantry forward</c>: a share through the server's HTTP port, with a key.</summary>
public sealed class ForwardTests : IAsyncLifetime
{
    private const string PySerial = """
        import serial, sys
        port = serial.serial_for_url(sys.argv[1], baudrate=250000, timeout=60)
        port.write(bytes(range(256)))
        assert port.read(256) == bytes(range(256))
        port.baudrate = 57600
        port.close()
        print("good")
        """;

    private readonly UsbMachine _machine = new();
    private readonly TemporaryFolder _folder = new();
    private RunningServer _server = null!;
    private Person _ada = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PortRig.StartAsync(_machine);
        _ada = await _server.SetUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        _machine.Dispose();
    }

    [Fact]
    public async Task PySerial_carries_every_byte_and_sets_the_far_port_and_the_audit_log_knows_whose_key_it_was()
    {
        PtyPair device = _machine.Plug("ttyUSB0", "A1");
        await UntilSharedAsync();
        string key = await KeyAsync("ports.manage", "ports.read");
        await using RunningProgram forward = Forward("A1", key);
        string url = (await forward.ReadLineAsync(Stop)).Split(' ')[0];
        await using RunningProgram client = RunningProgram.Start(DebianPackage.PythonWithSerial(), "-c", PySerial, url);

        byte[] heard = new byte[256];
        int count = 0;
        await DeviceEnd.UntilAsync(() => (count += device.Read(heard.AsSpan(count))) == 256);
        device.GetSlaveSettings().BaudRate.ShouldBe(250000);
        device.Write(heard).ShouldBe(256);
        (await client.OutputAsync(Stop)).Trim().ShouldBe("good");

        string audit = await AuditAsync("port.disconnect");
        audit.ShouldContain("\"ada\"");
        audit.ShouldContain("key");
    }

    [Fact]
    public async Task A_print_over_it_reaches_the_printer_line_by_line()
    {
        string executed = _folder["executed"];
        using var simulator = new LiveSimulator(
            new LiveOptions
            {
                Printer = new PrinterOptions { Speed = 50, BootTime = TimeSpan.FromMilliseconds(50) },
                PtyPath = _folder["printer.tty"],
                ExecutedPath = executed,
            }
        );
        string pty = File.ResolveLinkTarget(_folder["printer.tty"], returnFinalTarget: true)!.FullName;
        _machine.Sys.AddUsb("ttyUSB0", "1-1", "2341", "0042", "Mega 2560", "Arduino", "A1", pty);
        await UntilSharedAsync();
        JobFile job = JobFile.WriteMoves(_folder["job.gcode"], 300);
        string key = Gantry.Server.LocalServer.Find(_server.Data.Root)!.Key;
        await using RunningProgram forward = Forward("Mega 2560", key);
        string url = (await forward.ReadLineAsync(Stop)).Split(' ')[0];

        await using RunningProgram print = RunningProgram.Gantry(
            "print",
            job.Path,
            "--port",
            url,
            "--data",
            _folder["data"]
        );

        ProgramEnd end = await print.FinishAsync(Stop);
        end.Status.ShouldBe(0, end.Errors);
        job.ShouldBeAllOf(await File.ReadAllLinesAsync(executed, Stop));
    }

    [Fact]
    public async Task Who_may_only_see_ports_may_watch_and_nothing_of_theirs_reaches_the_device()
    {
        PtyPair device = _machine.Plug("ttyUSB0", "A1");
        await UntilSharedAsync();
        string key = await KeyAsync("ports.read");

        await using RunningProgram writer = Forward("A1", key);
        using (TcpClient refused = await ConnectAsync(writer))
            (await new StreamReader(refused.GetStream()).ReadToEndAsync(Stop)).ShouldContain("ports.manage");
        await using RunningProgram watcher = Forward("A1", key, "--watch");
        using TcpClient client = await ConnectAsync(watcher);
        await client.GetStream().WriteAsync("M112\n"u8.ToArray(), Stop);
        byte[] heard = new byte[100];
        Task<int> hearing = client.GetStream().ReadAsync(heard, Stop).AsTask();
        await DeviceEnd.UntilAsync(() =>
        {
            device.Write("ok\n"u8);
            return hearing.IsCompleted;
        });

        Encoding.ASCII.GetString(heard, 0, await hearing).ShouldStartWith("ok\n");
        device.Read(new byte[100]).ShouldBe(0);
    }

    [Fact]
    public async Task The_page_of_another_site_cannot_open_a_port_with_its_visitors_cookie()
    {
        _machine.Plug("ttyUSB0", "A1");
        await UntilSharedAsync();

        (await OpenAsync(("Cookie", _ada.Cookie), ("Origin", "http://evil.example"))).ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await OpenAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        string own = _server.Address.GetLeftPart(UriPartial.Authority);
        (await OpenAsync(("Cookie", _ada.Cookie), ("Origin", own))).ShouldBe(HttpStatusCode.SwitchingProtocols);
        HttpResponseMessage plain = await _ada.GetAsync($"/fleet/v1/ports/{_machine.FirstPort}/stream");
        plain.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
    }

    [Fact]
    public async Task A_port_that_is_not_there_is_said_with_those_that_are()
    {
        _machine.Plug("ttyUSB0", "A1");
        await UntilSharedAsync();

        await using RunningProgram forward = Forward("A9", await KeyAsync("ports.read"));

        (await forward.EndAsync(Stop)).ShouldNotBe(0);
        forward.Errors.ShouldContain("no port 'A9'");
        forward.Errors.ShouldContain("Mega 2560");
    }

    private async Task<HttpStatusCode> OpenAsync(params (string Name, string Value)[] headers)
    {
        using var socket = new ClientWebSocket();
        foreach ((string name, string value) in headers)
            socket.Options.SetRequestHeader(name, value);
        socket.Options.CollectHttpResponseDetails = true;
        var address = new Uri($"ws://{_server.Address.Authority}/fleet/v1/ports/{_machine.FirstPort}/stream");
        try
        {
            await socket.ConnectAsync(address, Stop);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }
        return socket.HttpStatusCode;
    }

    private RunningProgram Forward(string name, string key, params string[] options) =>
        RunningProgram.Gantry([
            "forward",
            name,
            "--server",
            _server.Address.ToString(),
            "--key",
            key,
            "-p",
            "0",
            .. options,
        ]);

    private static async Task<TcpClient> ConnectAsync(RunningProgram forward)
    {
        var url = new Uri((await forward.ReadLineAsync(Stop)).Split(' ')[0]);
        var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, Stop);
        return client;
    }

    private async Task<string> KeyAsync(params string[] scopes)
    {
        HttpResponseMessage made = await _ada.PostAsync("/fleet/v1/keys", new { name = "bench", scopes });
        JsonNode key = await made.JsonAsync();
        made.StatusCode.ShouldBe(HttpStatusCode.Created, key.ToJsonString());
        return key["key"]!.GetValue<string>();
    }

    private async Task UntilSharedAsync()
    {
        while (true)
        {
            JsonNode ports = await (await _ada.GetAsync("/fleet/v1/ports")).JsonAsync();
            if (ports["items"]!.AsArray().Any(p => p!["share"]?["state"]?.GetValue<string>() == "listening"))
                return;
            await Task.Delay(20, Stop);
        }
    }

    private async Task<string> AuditAsync(string action)
    {
        while (true)
        {
            JsonNode audit = await (await _ada.GetAsync("/fleet/v1/audit?limit=100")).JsonAsync();
            if (audit["items"]!.AsArray().FirstOrDefault(e => e!["action"]!.GetValue<string>() == action) is { } entry)
                return entry.ToJsonString();
            await Task.Delay(20, Stop);
        }
    }
}
