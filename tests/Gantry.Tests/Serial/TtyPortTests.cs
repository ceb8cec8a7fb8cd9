using Gantry.Serial;
using Gantry.Serial.Linux;

namespace Gantry.Tests.Serial;

[Collection(Alone.Name)]
public sealed class TtyPortTests : IDisposable
{
    private readonly SerialPorts _ports = new(TimeProvider.System);
    private readonly PtyPair _pty = PtyPair.Create();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _pty.Dispose();
        _ports.Dispose();
    }

    [Fact]
    public async Task Bytes_pass_unchanged_both_ways()
    {
        await using ISerialPort port = await OpenAsync();
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        await port.WriteAsync(all, _stop);
        (await ReadFromPrinterAsync(all.Length)).ShouldBe(all);

        _pty.Write(all).ShouldBe(all.Length);
        (await ReadAsync(port, all.Length)).ShouldBe(all);
    }

    [Fact]
    public async Task A_read_waits_for_bytes_that_come_later()
    {
        await using ISerialPort port = await OpenAsync();
        byte[] buffer = new byte[16];

        ValueTask<int> read = port.ReadAsync(buffer, default);
        read.IsCompleted.ShouldBeFalse();
        _pty.Write("ok\n"u8);

        (await read).ShouldBe(3);
        buffer[..3].ShouldBe("ok\n"u8.ToArray());
    }

    [Fact]
    public async Task Waiting_for_bytes_allocates_nothing_per_read()
    {
        await using ISerialPort port = await OpenAsync();
        byte[] buffer = new byte[16];
        async Task RoundAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                ValueTask<int> read = port.ReadAsync(buffer, default);
                _pty.Write("ok\n"u8);
                await read;
            }
        }
        await RoundAsync(200);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await RoundAsync(2000);
        long perRead = (GC.GetTotalAllocatedBytes(precise: true) - before) / 2000;

        perRead.ShouldBeLessThan(8, "bytes allocated per read");
    }

    [Fact]
    public async Task A_write_waits_for_room_and_loses_nothing()
    {
        await using ISerialPort port = await OpenAsync();
        byte[] large = new byte[300_000];
        new Random(1).NextBytes(large);

        ValueTask write = port.WriteAsync(large, default);
        write.IsCompleted.ShouldBeFalse();
        byte[] received = await ReadFromPrinterAsync(large.Length);
        await write;

        received.AsSpan().SequenceEqual(large).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancelled_read_can_be_followed_by_another()
    {
        await using ISerialPort port = await OpenAsync();
        byte[] buffer = new byte[16];
        using var cancel = new CancellationTokenSource();

        ValueTask<int> read = port.ReadAsync(buffer, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await read);
        _pty.Write("x"u8);

        (await port.ReadAsync(buffer, default)).ShouldBe(1);
    }

    [Fact]
    public async Task An_unplugged_device_ends_a_waiting_read_with_a_typed_error()
    {
        await using ISerialPort port = await OpenAsync();
        ValueTask<int> read = port.ReadAsync(new byte[16], default);

        _pty.Dispose();

        var e = await Should.ThrowAsync<SerialPortException>(async () => await read);
        e.Error.ShouldBe(SerialError.Lost);
        var again = await Should.ThrowAsync<SerialPortException>(async () =>
            await port.WriteAsync("x"u8.ToArray(), default)
        );
        again.Error.ShouldBe(SerialError.Lost);
    }

    [Fact]
    public async Task An_unplugged_device_ends_a_waiting_write_with_a_typed_error()
    {
        await using ISerialPort port = await OpenAsync();
        ValueTask write = port.WriteAsync(new byte[300_000], default);

        _pty.Dispose();

        (await Should.ThrowAsync<SerialPortException>(async () => await write)).Error.ShouldBe(SerialError.Lost);
    }

    [Fact]
    public async Task Closing_the_port_ends_a_waiting_read()
    {
        ISerialPort port = await OpenAsync();
        ValueTask<int> read = port.ReadAsync(new byte[16], default);

        await port.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await read);
    }

    [Theory]
    [InlineData(250000)]
    [InlineData(74880)]
    [InlineData(1000000)]
    public async Task Any_baud_rate_reaches_the_driver(int baudRate)
    {
        await using ISerialPort port = await OpenAsync(new SerialSettings(baudRate));

        port.Settings.BaudRate.ShouldBe(baudRate);
        _pty.GetSlaveSettings().BaudRate.ShouldBe(baudRate);
        (await port.ConfigureAsync(new SerialSettings(9600, 8, Parity.None, StopBits.Two), _stop))
            .ToString()
            .ShouldBe("9600 8N2");
    }

    [Fact]
    public async Task A_format_that_the_driver_does_not_have_is_refused_and_the_old_one_stays()
    {
        await using ISerialPort port = await OpenAsync();

        SerialSettings used = await port.ConfigureAsync(
            new SerialSettings(115200, 8, Parity.None, StopBits.Two),
            _stop
        );
        used.StopBits.ShouldBe(StopBits.Two);
        var e = await Should.ThrowAsync<SerialPortException>(async () =>
            await port.ConfigureAsync(new SerialSettings(115200, 7, Parity.Even), _stop)
        );

        e.Error.ShouldBe(SerialError.SettingsRefused);
        e.Message.ShouldContain("7E1");
        _pty.GetSlaveSettings().StopBits.ShouldBe(StopBits.Two);
    }

    [Fact]
    public async Task A_pty_has_no_modem_lines_and_says_so_quietly()
    {
        await using ISerialPort port = await OpenAsync();

        (await port.SetModemLinesAsync(dtr: false, rts: true, _stop)).ShouldBeFalse();
        (await port.GetModemLinesAsync(_stop)).ShouldBeNull();
        await port.SetBreakAsync(true, _stop);
        await port.SetBreakAsync(false, _stop);
    }

    [Fact]
    public async Task Purging_throws_away_what_was_received()
    {
        await using ISerialPort port = await OpenAsync();
        _pty.Write("old"u8);

        await port.PurgeAsync(PurgeTarget.Received, _stop);
        _pty.Write("new"u8);

        (await ReadAsync(port, 3)).ShouldBe("new"u8.ToArray());
    }

    [Fact]
    public async Task A_second_opening_is_refused_and_the_holder_is_named()
    {
        await using ISerialPort port = await OpenAsync();

        var e = await Should.ThrowAsync<SerialPortException>(() => OpenAsync());

        e.Error.ShouldBe(SerialError.Busy);
    }

    [Fact]
    public unsafe void An_echo_ends_with_the_opening_and_one_of_somebody_elses_stays()
    {
        using TtyDevice holder = TtyDevice.Open(_pty.SlavePath, new TtyOptions());
        Termios2 termios;
        LibC.Ioctl(holder.Handle, Termios2.TCGETS2, &termios).ShouldBe(0);
        termios.Echoes.ShouldBeFalse();
        termios.LocalFlags |= Termios2.ECHO;
        LibC.Ioctl(holder.Handle, Termios2.TCSETS2, &termios).ShouldBe(0);

        Should
            .Throw<SerialPortException>(() => TtyDevice.Open(_pty.SlavePath, new TtyOptions()))
            .Error.ShouldBe(SerialError.Busy);
        LibC.Ioctl(holder.Handle, Termios2.TCGETS2, &termios).ShouldBe(0);
        termios.Echoes.ShouldBeTrue();

        holder.Dispose();
        using TtyDevice next = TtyDevice.Open(_pty.SlavePath, new TtyOptions());
        LibC.Ioctl(next.Handle, Termios2.TCGETS2, &termios).ShouldBe(0);
        termios.Echoes.ShouldBeFalse();
    }

    [Theory]
    [InlineData(300, 0x0007)]
    [InlineData(38400, 0x000F)]
    [InlineData(115200, 0x1002)]
    [InlineData(4000000, 0x100F)]
    [InlineData(250000, 0x1000)]
    public unsafe void A_usual_speed_is_set_by_its_code_so_that_every_program_reads_it(int baudRate, int code)
    {
        using TtyDevice tty = TtyDevice.Open(_pty.SlavePath, new TtyOptions());

        tty.Configure(new SerialSettings(baudRate)).BaudRate.ShouldBe(baudRate);

        Termios2 termios;
        LibC.Ioctl(tty.Handle, Termios2.TCGETS2, &termios).ShouldBe(0);
        ((int)(termios.ControlFlags & Termios2.CBAUD)).ShouldBe(code);
        (termios.InputSpeed, termios.OutputSpeed).ShouldBe(((uint)baudRate, (uint)baudRate));
    }

    [Theory]
    [InlineData("/dev/ttyUSB-none", SerialError.NotFound, "gantry ports")]
    [InlineData("/dev/null", SerialError.NotSerial, "not a serial port")]
    [InlineData("/tmp", SerialError.NotSerial, "folder")]
    public async Task What_is_no_port_is_named(string path, SerialError error, string words)
    {
        var e = await Should.ThrowAsync<SerialPortException>(() =>
            _ports.OpenAsync(PortAddress.Parse(path), new PortOptions(), _stop)
        );

        e.Error.ShouldBe(error);
        e.Message.ShouldContain(words);
    }

    private async Task<ISerialPort> OpenAsync(SerialSettings? settings = null) =>
        await _ports.OpenAsync(
            PortAddress.Parse(_pty.SlavePath),
            new PortOptions { Settings = settings ?? new SerialSettings() },
            _stop
        );

    private async Task<byte[]> ReadAsync(ISerialPort port, int count)
    {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; )
            done += await port.ReadAsync(bytes.AsMemory(done), _stop);
        return bytes;
    }

    private async Task<byte[]> ReadFromPrinterAsync(int count)
    {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; )
        {
            int read = _pty.Read(bytes.AsSpan(done));
            done += read;
            if (read == 0)
                await Task.Delay(1, _stop);
        }
        return bytes;
    }
}
