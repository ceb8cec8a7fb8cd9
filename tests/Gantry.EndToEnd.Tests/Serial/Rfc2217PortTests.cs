using Gantry.EndToEnd.Tests.Peers;
using Gantry.Serial;
using Gantry.Serial.Linux;

namespace Gantry.EndToEnd.Tests.Serial;

/// <summary><c>rfc2217://</c> against the access servers that are out there.</summary>
public sealed class Rfc2217PortTests : IDisposable
{
    private static readonly SerialSettings Unusual = new(250000, 7, Parity.Even, StopBits.Two);

    private readonly SerialPorts _ports = new(TimeProvider.System);
    private readonly PtyPair _device = PtyPair.Create();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _device.Dispose();
        _ports.Dispose();
    }

    [Fact]
    public async Task PySerials_server_is_set_and_carries_bytes_both_ways()
    {
        await using ModemRig server = StartPySerial();
        await using ISerialPort port = await OpenAsync(await server.ReadLineAsync(_stop), Unusual);

        port.Settings.ShouldBe(Unusual);
        _device.GetSlaveSettings().BaudRate.ShouldBe(250000);
        (await server.StateAsync(_device.SlavePath, _stop)).GetProperty("frame").GetString().ShouldBe("7E2");
        await CarriesAllBytesAsync(port);
    }

    [Fact]
    public async Task PySerials_server_moves_its_lines_when_told_and_not_before()
    {
        await using ModemRig server = StartPySerial();
        string where = await server.ReadLineAsync(_stop);
        await server.LogAsync(_stop);
        await using ISerialPort port = await OpenAsync(where);
        // Its own habit at a connection is to raise both.
        ModemEvent[] opening = await server.LogAsync(_stop);
        opening
            .Where(e => e.What is "dtr" or "rts")
            .Select(e => $"{e.What} {e.Value}")
            .ShouldBe(["rts True", "dtr True"]);

        (await port.SetModemLinesAsync(dtr: false, rts: false, _stop)).ShouldBeTrue();
        await server.SetAsync(_device.SlavePath, """{"cts":false}""", _stop);

        (await server.StateAsync(_device.SlavePath, _stop)).GetProperty("dtr").GetBoolean().ShouldBeFalse();
        (await port.GetModemLinesAsync(_stop))!.Value.HasFlag(ModemLines.Dsr).ShouldBeTrue();
        await port.SetBreakAsync(true, _stop);
        (await server.StateAsync(_device.SlavePath, _stop)).GetProperty("break").GetBoolean().ShouldBeTrue();
        await port.SetBreakAsync(false, _stop);
        await port.PurgeAsync(PurgeTarget.Both, _stop);
        await port.DrainAsync(_stop);
    }

    [Fact]
    public async Task Ser2net_is_set_and_carries_bytes_both_ways()
    {
        await using Ser2Net server = await Ser2Net.ServeAsync(_device.SlavePath, _stop);
        await using ISerialPort port = await OpenAsync($"{server.Port}", new SerialSettings(250000));

        _device.GetSlaveSettings().BaudRate.ShouldBe(250000);
        await CarriesAllBytesAsync(port);
        await port.PurgeAsync(PurgeTarget.Both, _stop);
        await port.DrainAsync(_stop);
    }

    [Fact]
    public async Task A_busy_ser2net_is_quoted()
    {
        await using Ser2Net server = await Ser2Net.ServeAsync(_device.SlavePath, _stop);
        await using ISerialPort port = await OpenAsync($"{server.Port}");

        var e = await Should.ThrowAsync<SerialPortException>(() => OpenAsync($"{server.Port}"));

        e.Error.ShouldBe(SerialError.Busy);
        e.Message.ShouldContain("Port already in use");
    }

    [Fact]
    public async Task A_raw_share_is_not_taken_for_an_access_server()
    {
        await using RunningProgram socat = RunningProgram.Start(
            DebianPackage.Socat(),
            "-d",
            "-d",
            "TCP-LISTEN:0,bind=127.0.0.1",
            $"{_device.SlavePath},raw,echo=0"
        );
        string port = await PortOfAsync(socat);

        var e = await Should.ThrowAsync<SerialPortException>(() => OpenAsync(port + "?timeout=0.3"));

        e.Error.ShouldBe(SerialError.NotRfc2217);
        e.Message.ShouldContain($"tcp://127.0.0.1:{port}");
    }

    private ModemRig StartPySerial() =>
        ModemRig.Start(
            DebianPackage.PythonWithSerial(),
            Repository.Path("tests/peers/pyserial_server.py"),
            _device.SlavePath
        );

    private Task<ISerialPort> OpenAsync(string port, SerialSettings? settings = null) =>
        _ports.OpenAsync(
            PortAddress.Parse("rfc2217://127.0.0.1:" + port),
            new PortOptions { Settings = settings ?? new SerialSettings() },
            _stop
        );

    private async Task CarriesAllBytesAsync(ISerialPort port)
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        await port.WriteAsync(all, _stop);
        byte[] arrived = new byte[all.Length];
        for (int done = 0; done < all.Length; )
        {
            int count = _device.Read(arrived.AsSpan(done));
            done += count;
            if (count == 0)
                await Task.Delay(1, _stop);
        }
        arrived.ShouldBe(all);

        _device.Write(all).ShouldBe(all.Length);
        for (int done = 0; done < all.Length; )
            done += await port.ReadAsync(arrived.AsMemory(done), _stop);
        arrived.ShouldBe(all);
    }

    private async Task<string> PortOfAsync(RunningProgram socat)
    {
        const string listening = "listening on AF=2 127.0.0.1:";
        while (true)
        {
            string said = socat.Errors;
            int at = said.IndexOf(listening, StringComparison.Ordinal);
            if (at >= 0 && said.IndexOf('\n', at) > 0)
                return said[(at + listening.Length)..].Split('\n')[0].Trim();
            await Task.Delay(2, _stop);
        }
    }
}
