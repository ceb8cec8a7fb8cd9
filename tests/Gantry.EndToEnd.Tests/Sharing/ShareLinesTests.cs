using System.Text.Json;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Serial;

namespace Gantry.EndToEnd.Tests.Sharing;

/// <summary><c>gantry share</c> on a tty with modem lines: what reaches them, and what is told of them.</summary>
public sealed class ShareLinesTests : IDisposable
{
    private readonly DeviceEnd _device = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task Lines_go_up_for_a_client_and_everything_is_put_back_when_it_leaves()
    {
        await using ModemRig share = Share();
        string url = await UrlAsync(share);
        using var ports = new SerialPorts(TimeProvider.System);
        var unusual = new SerialSettings(250000, 7, Parity.Even, StopBits.Two);

        ISerialPort port = await ports.OpenAsync(PortAddress.Parse(url), new PortOptions { Settings = unusual }, _stop);
        port.Settings.ShouldBe(unusual);
        await UntilAsync(share, s => s.GetProperty("dtr").GetBoolean() && s.GetProperty("rts").GetBoolean());
        (await share.StateAsync(_device.Path, _stop)).GetProperty("frame").GetString().ShouldBe("7E2");
        await port.SetBreakAsync(true, _stop);
        await UntilAsync(share, s => s.GetProperty("break").GetBoolean());
        await port.DisposeAsync();

        await UntilAsync(
            share,
            s =>
                !s.GetProperty("dtr").GetBoolean()
                && !s.GetProperty("rts").GetBoolean()
                && !s.GetProperty("break").GetBoolean()
                && s.GetProperty("frame").GetString() == "8N1"
        );
    }

    [Fact]
    public async Task A_change_of_a_line_is_told_through_the_mask()
    {
        await using ModemRig share = Share();
        using ShareClientSocket client = await ShareClientSocket.ConnectAsync(await UrlAsync(share));
        await client.SendAsync("ff fb 2c");
        await client.ReadThroughAsync("ff fa 2c 6b b0 ff f0");

        await share.SetAsync(_device.Path, """{"cts":false}""", _stop);
        await client.ReadThroughAsync("ff fa 2c 6b a1 ff f0");

        // Only carrier detect, and its change.
        await client.SendAsync("ff fa 2c 0b 88 ff f0");
        await client.ReadThroughAsync("ff fa 2c 6f 88 ff f0");
        await share.SetAsync(_device.Path, """{"cts":true}""", _stop);
        await share.SetAsync(_device.Path, """{"dcd":false}""", _stop);
        await client.ReadThroughAsync("ff fa 2c 6b 08 ff f0");
    }

    [Fact]
    public async Task Errors_and_breaks_are_told_to_who_wants_to_know()
    {
        await using ModemRig share = Share();
        using ShareClientSocket client = await ShareClientSocket.ConnectAsync(await UrlAsync(share));
        await client.SendAsync("ff fb 2c");
        await client.ReadThroughAsync("ff fa 2c 6b b0 ff f0");
        await client.SendAsync("ff fa 2c 0a 1e ff f0");
        await client.ReadThroughAsync("ff fa 2c 6e 1e ff f0");
        // Asked and answered: the counters have been looked at.
        await client.SendAsync("ff fa 2c 06 ff f0");
        await client.ReadThroughAsync("ff fa 2c 6a 00 ff f0");

        await share.SetAsync(_device.Path, """{"parity":1}""", _stop);
        await client.ReadThroughAsync("ff fa 2c 6a 04 ff f0");
        await share.SetAsync(_device.Path, """{"brk":1}""", _stop);
        await client.ReadThroughAsync("ff fa 2c 6a 10 ff f0");
    }

    [Fact]
    public async Task Telnets_break_key_is_a_short_break()
    {
        await using ModemRig share = Share("--mode", "telnet");
        using ShareClientSocket client = await ShareClientSocket.ConnectAsync(await UrlAsync(share));
        await client.SendAsync("ff f3");

        await UntilAsync(share, s => s.GetProperty("break").GetBoolean());
        await UntilAsync(share, s => !s.GetProperty("break").GetBoolean());
    }

    [Fact]
    public async Task Where_nothing_may_reset_the_board_no_line_ever_moves()
    {
        await using ModemRig share = Share("--reset-on-connect", "never");
        string url = await UrlAsync(share);
        using (ShareClientSocket client = await ShareClientSocket.ConnectAsync(url))
        {
            await client.SendAsync("ff fb 2c ff fa 2c 05 08 ff f0 ff fa 2c 05 0b ff f0");
            await client.ReadThroughAsync("ff fa 2c 69 09 ff f0");
            await client.ReadThroughAsync("ff fa 2c 69 0c ff f0");
        }
        (await share.LogAsync(_stop)).ShouldNotContain(e => e.What == "dtr" || e.What == "rts");
    }

    [Fact]
    public async Task Esptools_way_into_the_bootloader_is_played_here_and_the_chip_is_synchronised()
    {
        const string Esptool = """
            import serial, sys, time
            port = serial.serial_for_url(sys.argv[1], baudrate=115200, timeout=10)
            port.setDTR(False); port.setRTS(True); time.sleep(0.1)
            port.setDTR(True); port.setRTS(False); time.sleep(0.05); port.setDTR(False)
            port.write(b"\xc0\x00\x08\x24\x00\x00\x00\x00\x00\x07\x07\x12\x20" + b"\x55" * 32 + b"\xc0")
            print(port.read(14).hex())
            """;
        await using ModemRig share = Share("--bootloader", "esp");
        string url = await UrlAsync(share);
        await share.LogAsync(_stop);
        await using RunningProgram esptool = RunningProgram.Start(DebianPackage.PythonWithSerial(), "-c", Esptool, url);

        // The chip's ROM answers SYNC, command 8, with the same number and a result of zero.
        byte[] sync = await _device.ReadAsync(46);
        sync[2].ShouldBe((byte)8);
        _device.Say([0xC0, 1, 8, 4, 0, 7, 7, 0x12, 0x20, 0, 0, 0, 0, 0xC0]);
        (await esptool.OutputAsync(_stop)).Trim().ShouldBe("c001080400070712200000" + "0000c0");

        ModemEvent[] moves = [.. (await share.LogAsync(_stop)).Where(e => e.What is "dtr" or "rts")];
        moves
            .Select(e => $"{e.What} {e.Value}")
            .ShouldBe(["dtr True", "rts True", "dtr False", "dtr True", "rts False", "dtr False"]);
        (moves[3].Seconds - moves[2].Seconds).ShouldBeGreaterThan(0.099);
        (moves[5].Seconds - moves[4].Seconds).ShouldBeGreaterThan(0.049);
    }

    private ModemRig Share(params string[] options) =>
        ModemRig.Gantry(["share", _device.Path, "-p", "0", "--bind", "127.0.0.1", .. options]);

    private async Task<string> UrlAsync(ModemRig share) => (await share.ReadLineAsync(_stop)).Split(' ')[0];

    private async Task UntilAsync(ModemRig share, Func<JsonElement, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition(await share.StateAsync(_device.Path, limit.Token)))
            await Task.Delay(1, limit.Token);
    }
}
