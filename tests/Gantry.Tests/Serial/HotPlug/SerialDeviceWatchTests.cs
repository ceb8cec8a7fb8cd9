using Gantry.Serial.HotPlug;
using Gantry.Serial.Linux;

namespace Gantry.Tests.Serial.HotPlug;

/// <summary>Hot-plug on a made-up sysfs tree, with the folder watch alone and beside udev.</summary>
public sealed class SerialDeviceWatchTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly FakeSysfs _sys = new();
    private readonly FakeUdev _udev = new();
    private readonly EventLoop _loop = new("hot-plug test");
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    private static DeviceWatchOptions FolderOnly { get; } = new() { UdevControl = "/nowhere" };

    public void Dispose()
    {
        _loop.Dispose();
        _udev.Dispose();
        _sys.Dispose();
    }

    [Fact]
    public async Task What_is_plugged_in_already_is_told_first()
    {
        Plug("ttyUSB0", "1-4");
        await using SerialDeviceWatch watch = Watch(FolderOnly);

        (await NextAsync(watch)).ShouldBe("+ttyUSB0 1-4");
        watch.HearsUdev.ShouldBeFalse();
    }

    [Fact]
    public async Task A_device_comes_and_goes()
    {
        await using SerialDeviceWatch watch = Watch(FolderOnly);

        Plug("ttyACM0", "1-2");
        (await NextAsync(watch)).ShouldBe("+ttyACM0 1-2");
        _sys.Remove("ttyACM0");
        (await NextAsync(watch)).ShouldBe("-ttyACM0 1-2");
    }

    [Fact]
    public async Task Another_device_under_the_same_name_is_one_gone_and_one_come()
    {
        await using SerialDeviceWatch watch = Watch(FolderOnly);
        Plug("ttyACM0", "1-2");
        (await NextAsync(watch)).ShouldBe("+ttyACM0 1-2");

        _sys.Remove("ttyACM0");
        Plug("ttyACM0", "1-3");

        (await NextAsync(watch)).ShouldBe("-ttyACM0 1-2");
        (await NextAsync(watch)).ShouldBe("+ttyACM0 1-3");
    }

    [Fact]
    public async Task A_slow_listener_hears_the_outcome_of_a_storm()
    {
        await using SerialDeviceWatch watch = Watch(FolderOnly);
        for (int i = 0; i < 40; i++)
        {
            Plug("ttyUSB0", "1-4");
            _sys.Remove("ttyUSB0");
        }
        Plug("ttyUSB1", "1-5");

        // Whatever was seen of the storm is told in pairs; the device that stayed is the last word.
        int there = 0;
        string change;
        while ((change = await NextAsync(watch)) != "+ttyUSB1 1-5")
            there += change[0] == '+' ? 1 : -1;

        there.ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task Nodes_that_are_no_ttys_are_no_devices()
    {
        await using SerialDeviceWatch watch = await WatchAsync(FolderOnly);

        await File.WriteAllTextAsync(Path.Combine(_sys.Dev, "loop0"), "", _stop);
        _sys.AddVirtual("tty7");
        await File.WriteAllTextAsync(Path.Combine(_sys.Dev, "tty7"), "", _stop);
        Plug("ttyUSB0", "1-4");

        (await NextAsync(watch)).ShouldBe("+ttyUSB0 1-4");
    }

    [Fact]
    public async Task Beside_udev_a_device_is_told_when_udev_has_told_it()
    {
        await using SerialDeviceWatch watch = await WatchAsync(_udev.Options(_sys));
        watch.HearsUdev.ShouldBeTrue();

        Plug("ttyUSB0", "1-4");
        Plug("ttyUSB1", "1-5");
        _udev.Say(UeventAction.Add, "ttyUSB1");

        (await NextAsync(watch)).ShouldBe("+ttyUSB1 1-5");
        _udev.Say(UeventAction.Add, "ttyUSB0");
        (await NextAsync(watch)).ShouldBe("+ttyUSB0 1-4");
    }

    [Fact]
    public async Task An_event_told_twice_is_one_event()
    {
        await using SerialDeviceWatch watch = await WatchAsync(_udev.Options(_sys));
        Plug("ttyUSB0", "1-4");
        _udev.Say(UeventAction.Add, "ttyUSB0");
        _udev.Say(UeventAction.Other, "ttyUSB0");
        (await NextAsync(watch)).ShouldBe("+ttyUSB0 1-4");
        _udev.Say(UeventAction.Add, "ttyUSB0");

        _sys.Remove("ttyUSB0");
        _udev.Say(UeventAction.Remove, "ttyUSB0");
        _udev.Say(UeventAction.Remove, "ttyUSB0");
        (await NextAsync(watch)).ShouldBe("-ttyUSB0 1-4");
        Plug("ttyUSB0", "1-4");
        _udev.Say(UeventAction.Add, "ttyUSB0");

        (await NextAsync(watch)).ShouldBe("+ttyUSB0 1-4");
    }

    [Fact]
    public async Task A_device_that_udev_forgets_to_tell_is_told_when_its_time_is_over()
    {
        DeviceWatchOptions options = _udev.Options(_sys) with { SettleLimit = TimeSpan.FromMilliseconds(20) };
        await using SerialDeviceWatch watch = await WatchAsync(options);

        Plug("ttyUSB0", "1-4");
        (await NextAsync(watch)).ShouldBe("+ttyUSB0 1-4");
        _sys.Remove("ttyUSB0");
        (await NextAsync(watch)).ShouldBe("-ttyUSB0 1-4");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_whose_permissions_are_set_later_than_all_patience_is_told_once_more(bool hasUdev)
    {
        bool isAllowed = false;
        DeviceWatchOptions options = (hasUdev ? _udev.Options(_sys) : FolderOnly) with
        {
            SettleLimit = TimeSpan.FromMilliseconds(20),
            IsUsable = _ => Volatile.Read(ref isAllowed),
        };
        await using SerialDeviceWatch watch = await WatchAsync(options);
        Plug("ttyUSB0", "1-4");
        (await NextAsync(watch)).ShouldBe("+ttyUSB0 1-4");

        Volatile.Write(ref isAllowed, true);
        if (hasUdev)
            _udev.Say(UeventAction.Add, "ttyUSB0");
        else if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_sys.Dev, "ttyUSB0"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await NextAsync(watch)).ShouldBe("!ttyUSB0 1-4");
        _sys.Remove("ttyUSB0");
        if (hasUdev)
            _udev.Say(UeventAction.Remove, "ttyUSB0");
        (await NextAsync(watch)).ShouldBe("-ttyUSB0 1-4");
    }

    [Fact]
    public async Task Lost_events_are_made_up_for_by_looking_at_everything()
    {
        await using SerialDeviceWatch watch = await WatchAsync(_udev.Options(_sys));
        Plug("ttyUSB0", "1-4");
        Plug("ttyUSB1", "1-5");

        _udev.SayEventsWereLost();

        string[] told = [await NextAsync(watch), await NextAsync(watch)];
        told.Order().ShouldBe(["+ttyUSB0 1-4", "+ttyUSB1 1-5"]);
    }

    [Fact]
    public void A_folder_that_is_not_there_cannot_be_watched()
    {
        var inventory = new Gantry.Serial.Inventory.SerialInventory(_sys.Sys, "/nowhere/dev");

        Should
            .Throw<IOException>(() => SerialDeviceWatch.Start(_loop, inventory, FolderOnly))
            .Message.ShouldContain("/nowhere/dev cannot be watched: No such file or directory");
    }

    private SerialDeviceWatch Watch(DeviceWatchOptions options) =>
        SerialDeviceWatch.Start(_loop, _sys.Inventory, options);

    /// <summary>A watch whose first look is over: what comes now is new.</summary>
    private async Task<SerialDeviceWatch> WatchAsync(DeviceWatchOptions options)
    {
        _sys.AddPlatform("ttyS0", type: "4");
        SerialDeviceWatch watch = Watch(options);
        (await NextAsync(watch)).ShouldBe("+ttyS0 ");
        return watch;
    }

    private void Plug(string name, string position) =>
        _sys.AddUsb(name, position, "0403", "6001", "FT232R", "FTDI", "");

    private async Task<string> NextAsync(SerialDeviceWatch watch)
    {
        DeviceChange change = await watch.NextAsync(_stop).AsTask().WaitAsync(Limit, _stop);
        char sign = change.Kind switch
        {
            DeviceChangeKind.Appeared => '+',
            DeviceChangeKind.Usable => '!',
            _ => '-',
        };
        return $"{sign}{change.Device.Name} {change.Device.Position}";
    }
}
