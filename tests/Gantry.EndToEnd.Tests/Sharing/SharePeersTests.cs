using System.Diagnostics;
using System.Net.Sockets;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Sharing;

/// <summary><c>gantry share</c> and <c>gantry monitor</c> with the programs that people use.</summary>
public sealed class SharePeersTests : IDisposable
{
    private const string PySerial = """
        import serial, sys
        port = serial.serial_for_url(sys.argv[1], baudrate=250000, stopbits=2, timeout=20)
        port.write(bytes(range(256)))
        assert port.read(256) == bytes(range(256))
        port.rts = False
        print(port.cts)
        port.close()
        """;

    /// <summary>PlatformIO's monitor is pySerial's terminal, too.</summary>
    private const string Miniterm = """
        import os, pty, sys
        child, terminal = pty.fork()
        if child == 0:
            os.execv(sys.executable, [sys.executable, "-m", "serial.tools.miniterm", "--raw", sys.argv[1], "250000"])
        seen = b""
        while b"Help:" not in seen: seen += os.read(terminal, 1000)
        os.write(terminal, b"M105\r")
        while b"ok T:20" not in seen: seen += os.read(terminal, 1000)
        os.write(terminal, b"\x1d")
        os.waitpid(child, 0)
        print("answered")
        """;

    private readonly DeviceEnd _device = new();
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _device.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?ign_set_control")]
    public async Task PySerial_sets_the_port_and_carries_every_byte(string option)
    {
        await using RunningProgram share = Share();
        string url = await UrlAsync(share);
        await using RunningProgram client = RunningProgram.Start(
            DebianPackage.PythonWithSerial(),
            "-c",
            PySerial,
            url + option
        );

        _device.Say(await _device.ReadAsync(256));
        _device.BaudRate.ShouldBe(250000);
        (await client.OutputAsync(_stop)).Trim().ShouldBe("False");
        await DeviceEnd.UntilAsync(() => _device.BaudRate != 250000);
    }

    [Fact]
    public async Task PySerials_terminal_talks_to_the_device()
    {
        await using RunningProgram share = Share();
        await using RunningProgram terminal = RunningProgram.Start(
            DebianPackage.PythonWithSerial(),
            "-c",
            Miniterm,
            await UrlAsync(share)
        );

        (await _device.ReadTextAsync(5)).ShouldBe("M105\r");
        _device.BaudRate.ShouldBe(250000);
        _device.Say("ok T:20\r\n");
        (await terminal.OutputAsync(_stop)).Trim().ShouldBe("answered");
    }

    [Fact]
    public async Task Ser2net_as_a_client_carries_bytes_both_ways()
    {
        await using RunningProgram share = Share();
        await using Ser2Net far = await Ser2Net.ConnectAsync(new Uri(await UrlAsync(share)).Port, _stop);
        using var user = new TcpClient("127.0.0.1", far.Port);

        await user.GetStream().WriteAsync(new byte[] { 1, 255, 3 }, _stop);
        (await _device.ReadAsync(3)).ShouldBe([1, 255, 3]);
        _device.Say([255, 254, 10]);

        byte[] heard = new byte[3];
        await user.GetStream().ReadExactlyAsync(heard, _stop).AsTask().WaitAsync(TimeSpan.FromSeconds(30), _stop);
        heard.ShouldBe([255, 254, 10]);
    }

    [Fact]
    public async Task Socat_sees_nothing_but_data()
    {
        await using RunningProgram share = Share();
        int port = new Uri(await UrlAsync(share)).Port;
        await using RunningProgram socat = RunningProgram.Start(DebianPackage.Socat(), "-", $"TCP:127.0.0.1:{port}");
        await socat.WriteAsync("M105\n");

        (await _device.ReadTextAsync(5)).ShouldBe("M105\n");
        _device.Say("ok T:20\n");
        (await socat.ReadLineAsync(_stop)).ShouldBe("ok T:20");
    }

    [Fact]
    public async Task A_monitor_watches_beside_a_writer_and_survives_the_servers_restart()
    {
        RunningProgram share = Share();
        string url = await UrlAsync(share);
        using ShareClientSocket writer = await ShareClientSocket.ConnectAsync(url);
        await writer.SendAsync("41");
        await _device.ReadAsync(1);
        await using RunningProgram monitor = RunningProgram.Gantry("monitor", url, "--alert", "known", "-t");
        await DeviceEnd.UntilAsync(() => monitor.Errors.Contains("connected to"));

        _device.Say("Error:Printer halted. kill() called!\n");
        (await monitor.ReadLineAsync(_stop)).ShouldEndWith("] Error:Printer halted. kill() called!");
        (await monitor.ReadLineAsync(_stop)).ShouldStartWith("{\"category\":\"printer\",");

        share.Signal(RunningProgram.SigKill);
        await share.EndAsync(_stop);
        await share.DisposeAsync();
        await using RunningProgram again = await RestartAsync(new Uri(url).Port);
        await DeviceEnd.UntilAsync(() => monitor.Errors.Split("connected to").Length == 3);
        _device.Say("ok\n");
        (await monitor.ReadLineAsync(_stop)).ShouldEndWith("] ok");
        monitor.Signal(RunningProgram.SigInt);
        (await monitor.EndAsync(_stop)).ShouldBe(0, monitor.Errors);
    }

    [Theory]
    [InlineData(RunningProgram.SigInt)]
    [InlineData(RunningProgram.SigTerm)]
    public async Task A_signal_ends_it_within_two_seconds(int signal)
    {
        await using RunningProgram share = Share();
        using ShareClientSocket client = await ShareClientSocket.ConnectAsync(await UrlAsync(share));
        await client.SendAsync("41");
        await _device.ReadAsync(1);

        long start = Stopwatch.GetTimestamp();
        share.Signal(signal);
        (await share.EndAsync(_stop)).ShouldBe(0);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Several_ports_are_shared_by_one_process_and_traffic_is_logged()
    {
        using var second = new DeviceEnd();
        await using RunningProgram share = RunningProgram.Gantry(
            "share",
            _device.Path + "=0",
            second.Path + "=0",
            "--bind",
            "127.0.0.1",
            "--log-traffic",
            _folder["logs"]
        );
        string[] urls = [await UrlAsync(share), await UrlAsync(share)];
        foreach ((string url, DeviceEnd device) in urls.Zip([_device, second]))
        {
            using ShareClientSocket client = await ShareClientSocket.ConnectAsync(url);
            await client.SendAsync("4d 31 0a");
            (await device.ReadTextAsync(3)).ShouldBe("M1\n");
        }
        share.Signal(RunningProgram.SigTerm);
        (await share.EndAsync(_stop)).ShouldBe(0);

        string[] logs = Directory.GetFiles(_folder["logs"]);
        logs.Length.ShouldBe(2);
        logs.ShouldAllBe(path => File.ReadAllText(path).Contains("[TX] M1"));
    }

    [Theory]
    [InlineData(67, "does not exist", "share", "/dev/ttyNOT", "-p", "0")]
    [InlineData(64, "Name a device", "share")]
    [InlineData(64, "behind the device stands a TCP port", "share", "/dev/null=x")]
    [InlineData(64, "'--bootlader' is not an option", "share", "/dev/null", "--bootlader", "esp")]
    [InlineData(64, "named twice", "share", "/dev/null=4001", "/dev/zero=4001")]
    [InlineData(64, "is not a kind of port", "monitor", "ftp://printer")]
    [InlineData(74, "cannot be written", "monitor", "/dev/null", "--log", "/dev/null/x")]
    [InlineData(64, "--mode takes one of", "share", "/dev/null", "--mode", "x")]
    [InlineData(64, "up to 1000000", "share", "/dev/null", "--idle-limit", "1e300")]
    [InlineData(64, "up to 1000000", "share", "/dev/null", "--idle-limit", "NaN")]
    [InlineData(64, "--allow takes networks", "share", "/dev/null", "--allow", "x")]
    public async Task What_is_wrong_is_said_in_words(int code, string message, params string[] arguments)
    {
        await using RunningProgram share = RunningProgram.Gantry(arguments);

        (await share.EndAsync(_stop)).ShouldBe(code);
        share.Errors.ShouldContain(message);
        share.Errors.Split(message).Length.ShouldBe(2, "said once");
    }

    /// <summary>The kernel may have lent the number to somebody's connection meanwhile; then it is tried again.</summary>
    private async Task<RunningProgram> RestartAsync(int port)
    {
        for (int tries = 0; ; tries++)
        {
            RunningProgram share = Share(port);
            try
            {
                await UrlAsync(share);
                return share;
            }
            catch (InvalidOperationException) when (tries < 10)
            {
                await share.DisposeAsync();
            }
        }
    }

    private RunningProgram Share(int port = 0) =>
        RunningProgram.Gantry("share", _device.Path, "-p", $"{port}", "--bind", "127.0.0.1");

    private async Task<string> UrlAsync(RunningProgram share) => (await share.ReadLineAsync(_stop)).Split(' ')[0];
}
