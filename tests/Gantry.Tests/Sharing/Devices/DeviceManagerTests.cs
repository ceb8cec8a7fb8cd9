using System.Collections.Concurrent;
using System.Threading.Channels;
using Gantry.Serial.HotPlug;
using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;
using Gantry.Sharing.Devices;
using Gantry.Sharing.Policies;
using Gantry.Tests.Sharing.Book;
using Gantry.Tests.Support;

namespace Gantry.Tests.Sharing.Devices;

public sealed class DeviceManagerTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("gantry-devices").FullName;
    private readonly Channel<DeviceChange> _changes = Channel.CreateUnbounded<DeviceChange>();
    private readonly FakeShares _shares = new();
    private readonly ConcurrentDictionary<string, string> _holders = new();
    private readonly ManualClock _clock = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;
    private DeviceManager _manager = null!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _manager.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Devices_that_are_there_at_the_start_are_shared_in_the_order_of_their_sockets()
    {
        await StartAsync(Boards.Usb("ttyUSB0", "2"), Boards.Usb("ttyUSB1", "1"), Boards.OnBoard("ttyS0"));

        _shares.Log.ShouldBe(["4002 starts /dev/ttyUSB0", "4001 starts /dev/ttyUSB1"], ignoreOrder: true);
        _manager
            .Snapshot.Devices.Select(d => (d.Port, d.State))
            .ShouldBe([(4001, DeviceState.Shared), (4002, DeviceState.Shared)]);
    }

    [Fact]
    public async Task An_unplugged_device_ends_its_clients_and_has_its_number_when_it_comes_back()
    {
        await StartAsync();
        Plug(Boards.Usb("ttyUSB0", "1", "A1"));
        await UntilAsync(4001, DeviceState.Shared);

        Unplug(Boards.Usb("ttyUSB0", "1", "A1"));
        await UntilAsync(4001, DeviceState.Absent);
        Plug(Boards.Usb("ttyUSB3", "5", "A1"));
        await UntilAsync(4001, DeviceState.Shared);

        _shares.Log.ShouldBe([
            "4001 starts /dev/ttyUSB0",
            "4001 gone: The device /dev/ttyUSB0 was unplugged.",
            "4001 has /dev/ttyUSB3",
        ]);
        Status(4001).Device!.Path.ShouldBe("/dev/ttyUSB3");
    }

    [Fact]
    public async Task A_device_that_comes_again_under_another_name_before_its_going_is_told_keeps_its_share()
    {
        await StartAsync(Boards.Usb("ttyACM0", "1", "A1"));

        Plug(Boards.Usb("ttyACM1", "1", "A1"));
        Unplug(Boards.Usb("ttyACM0", "1", "A1"));
        Plug(Boards.Usb("ttyUSB0", "9"));
        await UntilAsync(4002, DeviceState.Shared);

        _shares.Log.ShouldBe([
            "4001 starts /dev/ttyACM0",
            "4001 gone: It came again as /dev/ttyACM1.",
            "4001 has /dev/ttyACM1",
            "4002 starts /dev/ttyUSB0",
        ]);
        Status(4001).State.ShouldBe(DeviceState.Shared);
    }

    [Fact]
    public async Task A_device_that_is_told_twice_is_shared_once()
    {
        SerialDevice board = Boards.Usb("ttyUSB0", "1");
        await StartAsync(board);

        Plug(board with { ByIdPath = "/dev/serial/by-id/x" });
        Plug(Boards.Usb("ttyUSB1", "2"));
        await UntilAsync(4002, DeviceState.Shared);

        _shares.Log.ShouldBe(["4001 starts /dev/ttyUSB0", "4002 starts /dev/ttyUSB1"]);
    }

    [Fact]
    public async Task A_flapping_device_is_calmed_with_a_reason_and_shared_when_it_was_quiet()
    {
        SerialDevice board = Boards.Usb("ttyUSB0", "1");
        await StartAsync();
        for (int i = 0; i < 6; i++)
        {
            Plug(board);
            await UntilAsync(4001, DeviceState.Shared);
            _clock.Advance(TimeSpan.FromSeconds(1));
            Unplug(board);
            await UntilAsync(4001, i < 5 ? DeviceState.Absent : DeviceState.Flapping);
        }

        Plug(board);
        await UntilAsync(4001, d => d.Device is not null);
        Status(4001).State.ShouldBe(DeviceState.Flapping);
        Status(4001).Reason.ShouldStartWith("It was unplugged 6 times within 30 s: look at its plug");
        _clock.Advance(TimeSpan.FromSeconds(9));
        Unplug(board);
        await UntilAsync(4001, d => d.Device is null);
        Plug(board);
        await UntilAsync(4001, d => d.Device is not null);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Status(4001).State.ShouldBe(DeviceState.Flapping, "the time of quiet began anew");

        _clock.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(4001, DeviceState.Shared);
        _shares.Log.Count(l => l == "4001 has /dev/ttyUSB0").ShouldBe(6);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_no_device_wait_longer()
    {
        SerialDevice loose = Boards.Usb("ttyUSB0", "1");
        await StartAsync(Boards.Usb("ttyUSB1", "2"));
        for (int i = 0; i < 6; i++)
        {
            Plug(loose);
            await UntilAsync(4002, DeviceState.Shared);
            Unplug(loose);
            await UntilAsync(4002, d => d.Device is null);
        }
        Plug(loose);
        await UntilAsync(4002, d => d is { Device: not null, State: DeviceState.Flapping });
        _shares[4001].Become(DeviceShareState.Failed, "It is in use by minicom.");
        await UntilAsync(4001, DeviceState.Trouble);

        _clock.Set(TimeSpan.FromHours(-1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await UntilLogAsync("4001 has /dev/ttyUSB1");
        _clock.Advance(TimeSpan.FromSeconds(9));

        await UntilAsync(4002, DeviceState.Shared);
    }

    [Fact]
    public async Task A_port_that_another_program_listens_on_is_told_and_tried_again()
    {
        _shares.TakenPorts[4001] = true;
        await StartAsync(Boards.Usb("ttyUSB0", "1"));
        Status(4001).State.ShouldBe(DeviceState.Trouble);
        Status(4001).Reason.ShouldBe("Another program listens on port 4001.");

        _shares.TakenPorts.Clear();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await UntilAsync(4001, DeviceState.Shared);
    }

    [Fact]
    public async Task A_device_that_cannot_be_opened_is_told_and_tried_again()
    {
        await StartAsync(Boards.Usb("ttyUSB0", "1"));

        _shares[4001].Become(DeviceShareState.Failed, "It is in use by minicom.");
        await UntilAsync(4001, DeviceState.Trouble);
        Status(4001).Reason.ShouldBe("It is in use by minicom.");
        await UntilLogAsync("4001 has /dev/ttyUSB0", TimeSpan.FromSeconds(1));
        _shares[4001].Become(DeviceShareState.Ready, "");

        await UntilAsync(4001, DeviceState.Shared);
    }

    [Fact]
    public async Task A_device_whose_permissions_come_late_is_tried_at_once_however_long_the_wait_has_become()
    {
        SerialDevice board = Boards.Usb("ttyUSB0", "1");
        await StartAsync(board);
        _shares[4001].Become(DeviceShareState.Failed, "This user may not open it.");
        await UntilAsync(4001, DeviceState.Trouble);

        _changes.Writer.TryWrite(new DeviceChange(DeviceChangeKind.Usable, board));
        await UntilLogAsync("4001 has /dev/ttyUSB0");
        _shares[4001].Become(DeviceShareState.Ready, "");

        await UntilAsync(4001, DeviceState.Shared);
    }

    [Fact]
    public async Task A_share_is_stopped_and_started()
    {
        await StartAsync(Boards.Usb("ttyUSB0", "1"));

        (await _manager.StopShareAsync(4001))!.State.ShouldBe(DeviceState.Stopped);
        (await _manager.StartShareAsync(4001))!.State.ShouldBe(DeviceState.Shared);
        (await _manager.StartShareAsync(4999)).ShouldBeNull();

        _shares.Log.ShouldBe(["4001 starts /dev/ttyUSB0", "4001 stops", "4001 starts /dev/ttyUSB0"]);
    }

    [Fact]
    public async Task What_a_person_changes_in_the_book_happens_at_once()
    {
        await StartAsync(Boards.Usb("ttyUSB0", "1"), Boards.Usb("ttyUSB1", "2"));

        await BookFile().UpdateAsync(b => b.Move(4001, 5001).Disable(4002, true).Rename(5001, "left"), _stop);
        _manager.BookChanged();

        await UntilAsync(4002, DeviceState.Disabled);
        await UntilAsync(5001, DeviceState.Shared);
        Status(5001).Entry.Title.ShouldBe("left");
        _manager.Snapshot.Devices.ShouldNotContain(d => d.Port == 4001);
        _shares.Log[2..].ShouldBe(["4001 stops", "4002 stops", "5001 starts /dev/ttyUSB0"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_port_of_the_mainboard_that_the_book_gets_to_know_is_shared_at_once()
    {
        await StartAsync(Boards.Usb("ttyUSB0", "1"), Boards.OnBoard("ttyS0"));
        Plug(Boards.OnBoard("ttyS1"));

        await BookFile()
            .UpdateAsync(
                b => b.Import([new PortEntry(5001) { Name = "ttyS0" }, new PortEntry(5002) { Name = "ttyS1" }]),
                _stop
            );
        _manager.BookChanged();

        await UntilAsync(5001, DeviceState.Shared);
        await UntilAsync(5002, DeviceState.Shared);
        _shares.Log.ShouldBe(["4001 starts /dev/ttyUSB0", "5001 starts /dev/ttyS0", "5002 starts /dev/ttyS1"]);
    }

    [Fact]
    public async Task A_book_that_is_taken_away_leaves_all_their_numbers_and_nobody_twice()
    {
        await StartAsync(Boards.Usb("ttyUSB0", "2"), Boards.Usb("ttyUSB1", "1"));
        Plug(Boards.Usb("ttyUSB2", "1"));
        await UntilAsync(4001, d => d.Device?.Name == "ttyUSB2");

        File.Delete(Path.Combine(_folder, "ports.json"));
        _manager.BookChanged();
        Plug(Boards.Usb("ttyUSB9", "9"));
        await UntilAsync(4003, DeviceState.Shared);

        _manager.Snapshot.Devices.Select(d => d.Device!.Name).ShouldBe(["ttyUSB2", "ttyUSB0", "ttyUSB9"]);
    }

    [Fact]
    public async Task A_book_that_cannot_be_kept_is_told_and_devices_are_shared_all_the_same()
    {
        await StartAsync();
        Directory.CreateDirectory(Path.Combine(_folder, "ports.json.new"));

        Plug(Boards.Usb("ttyUSB0", "1"));
        await UntilAsync(4001, DeviceState.Shared);
        _manager.Snapshot.BookTrouble!.ShouldContain("other numbers after the next start");
        Directory.Delete(Path.Combine(_folder, "ports.json.new"));
        Plug(Boards.Usb("ttyUSB1", "2"));
        await UntilAsync(4002, DeviceState.Shared);

        _manager.Snapshot.BookTrouble.ShouldBeNull();
        (await BookFile().ReadAsync()).Entries.Select(e => e.Port).ShouldBe([4001, 4002]);
    }

    [Fact]
    public async Task A_device_that_a_printer_uses_is_never_opened_and_is_shared_when_the_printer_lets_it_go()
    {
        _holders["ttyUSB0"] = "The printer Ada has it.";
        await StartAsync(Boards.Usb("ttyUSB0", "1"), Boards.Usb("ttyUSB1", "2"));
        Status(4001).State.ShouldBe(DeviceState.Held);
        Status(4001).Reason.ShouldBe("The printer Ada has it.");

        _holders["ttyUSB1"] = "The printer Blaise has it.";
        _holders.TryRemove("ttyUSB0", out _);
        _manager.HoldersChanged();
        await UntilAsync(4002, DeviceState.Held);
        await UntilAsync(4001, DeviceState.Shared);

        _shares
            .Log[..2]
            .ShouldBe(
                ["4001 leaves /dev/ttyUSB0: The printer Ada has it.", "4002 starts /dev/ttyUSB1"],
                ignoreOrder: true
            );
        _shares.Log[2..].ShouldBe(["4001 has /dev/ttyUSB0", "4002 withheld: The printer Blaise has it."], true);
    }

    [Fact]
    public async Task A_share_that_is_to_behave_otherwise_is_made_anew()
    {
        await StartAsync(Boards.Usb("ttyUSB0", "1"));
        var never = PortBehaviour.AsAll with { Reset = ResetPolicy.Never };

        await BookFile().UpdateAsync(b => b.Behave(4001, never), _stop);
        _manager.BookChanged();

        await UntilAsync(4001, d => d.Entry.Behaviour == never && d.State == DeviceState.Shared);
        _shares.Log.ShouldBe(["4001 starts /dev/ttyUSB0", "4001 stops", "4001 starts /dev/ttyUSB0"]);
        (await BookFile().ReadAsync())[4001]!.Behaviour.ShouldBe(never);
    }

    [Fact]
    public async Task At_the_end_all_shares_stop()
    {
        await StartAsync(Boards.Usb("ttyUSB0", "1"), Boards.Usb("ttyUSB1", "2"));

        await _manager.DisposeAsync();

        _shares.Log[2..].ShouldBe(["4001 stops", "4002 stops"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_fault_that_nobody_thought_of_is_told_and_all_shares_stop()
    {
        await StartAsync(Boards.Usb("ttyUSB0", "1"));
        _shares.Fault = new InvalidOperationException("Nobody thought of it.");

        Plug(Boards.Usb("ttyUSB1", "2"));
        (
            await Should.ThrowAsync<InvalidOperationException>(() => _manager.Completion.WaitAsync(Limit, _stop))
        ).ShouldBe(_shares.Fault);
        await _manager.DisposeAsync();

        _shares.Log.ShouldBe(["4001 starts /dev/ttyUSB0", "4001 stops"]);
    }

    private async Task StartAsync(params SerialDevice[] present) =>
        _manager = await DeviceManager.StartAsync(
            _changes.Reader.ReadAsync,
            present,
            BookFile(),
            _shares,
            new DeviceManagerOptions { HeldBecause = d => _holders.GetValueOrDefault(d.Name) },
            _clock,
            _stop
        );

    private PortBookFile BookFile() => new(Path.Combine(_folder, "ports.json"), TimeProvider.System, importFrom: null);

    private void Plug(SerialDevice device) =>
        _changes.Writer.TryWrite(new DeviceChange(DeviceChangeKind.Appeared, device));

    private void Unplug(SerialDevice device) =>
        _changes.Writer.TryWrite(new DeviceChange(DeviceChangeKind.Vanished, device));

    private DeviceStatus Status(int port) => _manager.Snapshot.Devices.Single(d => d.Port == port);

    private Task UntilAsync(int port, DeviceState state) => UntilAsync(port, d => d.State == state);

    private async Task UntilAsync(int port, Func<DeviceStatus, bool> condition)
    {
        DevicesSnapshot snapshot = _manager.Snapshot;
        while (!snapshot.Devices.Any(d => d.Port == port && condition(d)))
            snapshot = await _manager.WaitForChangeAsync(snapshot, _stop).WaitAsync(Limit, _stop);
    }

    /// <param name="line">What is waited for.</param>
    /// <param name="step">How far the clock goes each time: what is told may be told before the wait for it begins.</param>
    private async Task UntilLogAsync(string line, TimeSpan step = default)
    {
        long since = Environment.TickCount64;
        while (!_shares.Log.Contains(line))
        {
            _clock.Advance(step);
            (Environment.TickCount64 - since).ShouldBeLessThan((long)Limit.TotalMilliseconds);
            await Task.Delay(5, _stop);
        }
    }
}
