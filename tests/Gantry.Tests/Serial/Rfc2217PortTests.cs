using Gantry.Rfc2217;
using Gantry.Serial;
using Gantry.Tests.Rfc2217;

namespace Gantry.Tests.Serial;

public sealed class Rfc2217PortTests : IDisposable
{
    private readonly SerialPorts _ports = new(TimeProvider.System);
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose() => _ports.Dispose();

    [Fact]
    public async Task Bytes_pass_unchanged_both_ways()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i), 0xFF, 0xFF];

        await port.WriteAsync(all, _stop);
        (await far.ReceivedAsync(all.Length)).ShouldBe(all);

        await far.SendDataAsync(all);
        (await ReadAsync(port, all.Length)).ShouldBe(all);
    }

    [Fact]
    public async Task Opening_sets_the_port_purges_it_and_leaves_the_lines_alone()
    {
        await using var far = new AccessServerHost();

        await using ISerialPort port = await OpenAsync(
            far,
            settings: new SerialSettings(250000, 7, Parity.Even, StopBits.Two, FlowControl.RtsCts)
        );

        string[] requests =
        [
            .. (await far.LogAsync()).Split('\n').Where(l => l.StartsWith("Set", StringComparison.Ordinal)),
        ];
        requests.ShouldBe([
            "Set BaudRate 250000",
            "Set DataSize 7",
            "Set Parity 3",
            "Set StopSize 2",
            "Set FlowControl 3",
            "Set Purge 3",
        ]);
        port.Settings.ShouldBe(new SerialSettings(250000, 7, Parity.Even, StopBits.Two, FlowControl.RtsCts));
    }

    [Fact]
    public async Task A_baud_rate_that_the_far_end_does_not_do_is_refused_and_the_old_one_comes_back()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        far.Server.Obeys = false;

        var e = await Should.ThrowAsync<SerialPortException>(async () =>
            await port.ConfigureAsync(new SerialSettings(250000), _stop)
        );

        e.Error.ShouldBe(SerialError.SettingsRefused);
        e.Message.ShouldContain("250000 8N1");
        e.Message.ShouldContain("115200 8N1");
        port.Settings.BaudRate.ShouldBe(115200);
        (await far.LogAsync()).ShouldEndWith(
            "Set BaudRate 115200\nSet DataSize 8\nSet Parity 1\nSet StopSize 1\nSet FlowControl 1\n"
        );
    }

    [Fact]
    public async Task A_rate_rounded_within_what_receivers_tolerate_is_told()
    {
        await using var far = new AccessServerHost(
            new ScriptedServer
            {
                Obeys = false,
                Port = new ComPortState { BaudRate = 76800 },
            }
        );

        await using ISerialPort port = await OpenAsync(far, settings: new SerialSettings(74880));

        port.Settings.BaudRate.ShouldBe(76800);
    }

    [Fact]
    public async Task A_setting_that_stays_unanswered_is_named()
    {
        await using var far = new AccessServerHost { Silent = 4 };

        var e = await Should.ThrowAsync<SerialPortException>(() => OpenAsync(far, "?timeout=0.3"));

        e.Error.ShouldBe(SerialError.SettingsRefused);
        e.Message.ShouldContain("stop bits");
    }

    [Fact]
    public async Task A_suspended_port_sends_nothing_until_it_is_resumed_and_loses_nothing()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        await far.SayAsync(s => s.Session.AskToSuspend(s.Output));
        await far.SendDataAsync([1]);
        await ReadAsync(port, 1);
        byte[] large = Random(300_000);

        ValueTask written = port.WriteAsync(large, default);
        await Task.Delay(20, _stop);
        far.Server.Received.ShouldBeEmpty();
        written.IsCompleted.ShouldBeFalse();

        await far.SayAsync(s => s.Session.AskToResume(s.Output));
        await written;
        (await far.ReceivedAsync(large.Length)).AsSpan().SequenceEqual(large).ShouldBeTrue();
    }

    [Fact]
    public async Task A_purge_throws_away_what_came_before_its_answer()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        await far.SendDataAsync("old"u8.ToArray());

        await port.PurgeAsync(PurgeTarget.Received, _stop);
        await far.SendDataAsync("new"u8.ToArray());

        (await ReadAsync(port, 3)).ShouldBe("new"u8.ToArray());
        (await far.LogAsync()).ShouldContain("Set Purge 1");
    }

    [Fact]
    public async Task Modem_lines_are_set_together_and_read()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        await far.SayAsync(s => s.Session.ReportModemLines(ModemState.Cts | ModemState.Cd, s.Output));

        (await port.SetModemLinesAsync(dtr: false, rts: true, _stop)).ShouldBeTrue();

        (await port.GetModemLinesAsync(_stop)).ShouldBe(ModemLines.Rts | ModemLines.Cts | ModemLines.Dcd);
        (await far.LogAsync()).ShouldEndWith("Set Dtr 0\nSet Rts 1\n");
    }

    [Fact]
    public async Task Modem_lines_that_were_never_set_are_asked_for()
    {
        await using var far = new AccessServerHost(
            new ScriptedServer
            {
                Port = new ComPortState { Dtr = true, ModemLines = ModemState.Dsr },
            }
        );
        await using ISerialPort port = await OpenAsync(far);

        (await port.GetModemLinesAsync(_stop)).ShouldBe(ModemLines.Dtr | ModemLines.Dsr);
    }

    [Fact]
    public async Task Lines_that_the_far_end_does_not_move_are_none()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        far.Server.Obeys = false;

        (await port.SetModemLinesAsync(dtr: true, rts: null, _stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_far_end_that_answers_no_control_request_is_bearable_with_ign_set_control()
    {
        await using var far = new AccessServerHost { Silent = 5 };
        await using ISerialPort port = await OpenAsync(far, "?ign_set_control&timeout=30");

        (await port.SetModemLinesAsync(dtr: true, rts: false, _stop)).ShouldBeTrue();
        await port.SetBreakAsync(true, _stop);
        await port.DrainAsync(_stop);

        (await far.LogAsync()).ShouldContain("Set Dtr 1\nSet Rts 0\nSet Break 1\n");
    }

    [Fact]
    public async Task Without_it_the_error_names_it()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far, "?timeout=0.3");
        far.Silent = 5;

        var e = await Should.ThrowAsync<SerialPortException>(async () => await port.SetBreakAsync(true, _stop));

        e.Error.ShouldBe(SerialError.Timeout);
        e.Message.ShouldContain("ign_set_control");
    }

    [Fact]
    public async Task Draining_waits_until_the_far_end_has_read_everything()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        byte[] large = Random(200_000);

        await port.WriteAsync(large, _stop);
        await port.DrainAsync(_stop);

        far.Server.Received.Count.ShouldBe(large.Length);
    }

    [Fact]
    public async Task An_answer_is_seen_behind_data_that_nobody_reads()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        byte[] large = Random(500_000);
        Task sending = far.SendDataAsync(large);

        (await port.SetModemLinesAsync(dtr: true, rts: null, _stop)).ShouldBeTrue();

        (await ReadAsync(port, large.Length)).AsSpan().SequenceEqual(large).ShouldBeTrue();
        await sending;
    }

    [Fact]
    public async Task A_far_end_that_hangs_up_ends_a_waiting_read_and_every_later_call()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        ValueTask<int> read = port.ReadAsync(new byte[16], default);

        far.HangUp();

        (await Should.ThrowAsync<SerialPortException>(async () => await read)).Error.ShouldBe(SerialError.Lost);
        var e = await Should.ThrowAsync<SerialPortException>(async () => await port.DrainAsync(_stop));
        e.Error.ShouldBe(SerialError.Lost);
    }

    [Fact]
    public async Task What_came_before_the_end_can_still_be_read()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);

        await far.SendDataAsync("bye"u8.ToArray());
        far.HangUp();

        (await ReadAsync(port, 3)).ShouldBe("bye"u8.ToArray());
        await Should.ThrowAsync<SerialPortException>(async () => await port.ReadAsync(new byte[1], default));
    }

    [Fact]
    public async Task A_cancelled_read_can_be_followed_by_another()
    {
        await using var far = new AccessServerHost();
        await using ISerialPort port = await OpenAsync(far);
        using var cancel = new CancellationTokenSource();

        ValueTask<int> read = port.ReadAsync(new byte[16], cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await read);
        await far.SendDataAsync([7]);

        (await ReadAsync(port, 1)).ShouldBe([7]);
    }

    [Fact]
    public async Task Closing_sends_what_was_written_and_ends_a_waiting_read()
    {
        await using var far = new AccessServerHost();
        ISerialPort port = await OpenAsync(far);
        ValueTask<int> read = port.ReadAsync(new byte[16], default);

        await port.WriteAsync("M112\n"u8.ToArray(), _stop);
        await port.DisposeAsync();

        (await far.ReceivedAsync(5)).ShouldBe("M112\n"u8.ToArray());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await read);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await port.WriteAsync(new byte[1], default));
    }

    [Fact]
    public async Task A_watcher_says_so_first_sets_nothing_and_may_not_write()
    {
        await using var far = new AccessServerHost();

        await using ISerialPort port = await OpenAsync(far, "?mode=watch");

        string log = await far.LogAsync();
        log.ShouldStartWith("Set Signature 0 Gantry watch\n");
        log.ShouldNotContain("Set BaudRate");
        port.Settings.BaudRate.ShouldBe(115200);
        await far.SendDataAsync([7]);
        (await ReadAsync(port, 1)).ShouldBe([7]);
        var e = await Should.ThrowAsync<SerialPortException>(async () => await port.WriteAsync(new byte[1], _stop));
        e.Error.ShouldBe(SerialError.NotPermitted);
    }

    private Task<ISerialPort> OpenAsync(AccessServerHost far, string options = "", SerialSettings? settings = null) =>
        _ports.OpenAsync(
            PortAddress.Parse(far.Address + options),
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

    private static byte[] Random(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
