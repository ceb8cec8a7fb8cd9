using System.Net;
using System.Net.Sockets;
using Gantry.Serial.HotPlug;
using Gantry.Serial.Linux;
using Gantry.Sharing;
using Gantry.Sharing.Book;
using Gantry.Sharing.Devices;
using Gantry.Sharing.Policies;
using Gantry.Tests.Serial;

namespace Gantry.Tests.Sharing.Devices;

/// <summary>Hot-plug, book and access server together, on a made-up sysfs tree with ptys as devices.</summary>
public sealed class SharedDevicesTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly FakeSysfs _sys = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("gantry-shared").FullName;
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;
    private SharedDevices _devices = null!;
    private int _firstPort;
    private volatile string? _holder;

    public async ValueTask InitializeAsync()
    {
        _firstPort = FreePort();
        var options = new SharedDevicesOptions(Path.Combine(_folder, "ports.json"))
        {
            Address = IPAddress.Loopback,
            FirstPort = _firstPort,
            ImportFrom = null,
            Inventory = _sys.Inventory,
            Watch = new DeviceWatchOptions { UdevControl = "/nowhere" },
            Devices = new DeviceManagerOptions { HeldBecause = _ => _holder },
            Share = new ShareOptions { Mode = ShareMode.Raw, Lines = LinePolicy.Keep },
        };
        _devices = await SharedDevices.StartAsync(options, null, TimeProvider.System, _stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _devices.DisposeAsync();
        _sys.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_device_is_on_the_network_while_it_is_plugged_in_and_comes_back_at_its_number()
    {
        PtyPair first = Plug("ttyUSB0", "1-1");
        using (TcpClient client = await ConnectAsync())
        {
            await ShouldHearAsync(client, first);
            _sys.Remove("ttyUSB0");
            first.Dispose();
            // What it said last may still be on the way.
            while (await client.GetStream().ReadAsync(new byte[10], _stop).AsTask().WaitAsync(Limit, _stop) > 0) { }
        }
        await UntilAsync(DeviceState.Absent);

        using PtyPair second = Plug("ttyUSB7", "1-3");
        using TcpClient again = await ConnectAsync();

        await ShouldHearAsync(again, second);
        _devices.Manager.Snapshot.Devices.ShouldHaveSingleItem().Device!.Name.ShouldBe("ttyUSB7");
    }

    [Fact]
    public async Task Another_process_changes_the_book_and_the_share_follows()
    {
        using PtyPair pty = Plug("ttyUSB0", "1-1");
        await UntilAsync(DeviceState.Shared);
        var book = new PortBookFile(Path.Combine(_folder, "ports.json"), TimeProvider.System);

        await book.UpdateAsync(b => b.Disable(_firstPort, true), _stop);
        await UntilAsync(DeviceState.Disabled);
        await book.UpdateAsync(b => b.Disable(_firstPort, false), _stop);

        using TcpClient client = await ConnectAsync();
        await ShouldHearAsync(client, pty);
    }

    [Fact]
    public async Task Who_connects_to_a_device_that_a_printer_uses_is_told_so_and_the_device_hears_nothing()
    {
        using PtyPair pty = Plug("ttyUSB0", "1-1");
        using TcpClient before = await ConnectAsync();
        await ShouldHearAsync(before, pty);

        _holder = "The printer Ada has the device.";
        _devices.Manager.HoldersChanged();
        await UntilAsync(DeviceState.Held);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _firstPort, _stop);
        await client.GetStream().WriteAsync("M112\n"u8.ToArray(), _stop);
        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadToEndAsync(_stop).WaitAsync(Limit, _stop)).ShouldContain("The printer Ada has the device.");
        (
            await before.GetStream().ReadAsync(new byte[4096], _stop).AsTask().WaitAsync(Limit, _stop)
        ).ShouldBeGreaterThanOrEqualTo(0);

        _holder = null;
        _devices.Manager.HoldersChanged();
        using TcpClient after = await ConnectAsync();
        await ShouldHearAsync(after, pty);
        pty.Read(new byte[100]).ShouldBe(0, "the printer's device was sent nothing");
    }

    [Fact]
    public async Task The_watchdog_sees_that_all_is_well()
    {
        await _devices.CheckAsync(_stop).WaitAsync(Limit, _stop);
    }

    private PtyPair Plug(string name, string position)
    {
        PtyPair pty = PtyPair.Create();
        _sys.AddUsb(name, position, "0403", "6001", "FT232R", "FTDI", "A50285BI", pty.SlavePath);
        return pty;
    }

    private async Task<TcpClient> ConnectAsync()
    {
        await UntilAsync(DeviceState.Shared);
        string name = _devices
            .Manager.Snapshot.Devices[0]
            .Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (int i = 0; _devices.Server.Find(name)?.Snapshot.State != ShareState.Ready; i++)
        {
            i.ShouldBeLessThan(6000);
            await Task.Delay(10, _stop);
        }
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _firstPort, _stop);
        return client;
    }

    /// <summary>A share lets a client in some time after it has connected: what the device says before is lost to it.</summary>
    private async Task ShouldHearAsync(TcpClient client, PtyPair device)
    {
        byte[] heard = new byte[64];
        Task<int> hearing = client.GetStream().ReadAsync(heard, _stop).AsTask();
        for (int i = 0; !hearing.IsCompleted; i++)
        {
            i.ShouldBeLessThan(6000);
            device.Write("ok\n"u8);
            await Task.WhenAny(hearing, Task.Delay(10, _stop));
        }
        heard[..3].ShouldBe("ok\n"u8.ToArray());
    }

    private async Task UntilAsync(DeviceState state)
    {
        DevicesSnapshot snapshot = _devices.Manager.Snapshot;
        while (!snapshot.Devices.Any(d => d.State == state))
            snapshot = await _devices.Manager.WaitForChangeAsync(snapshot, _stop).WaitAsync(Limit, _stop);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
