using System.Net;
using System.Text;
using Gantry.Sharing;
using Gantry.Sharing.Policies;
using Gantry.Tests.Rfc2217;

namespace Gantry.Tests.Sharing.Access;

/// <summary>Who has the port, who watches, who is sent away.</summary>
public sealed class LeaseTests
{
    [Fact]
    public async Task A_second_client_is_told_who_has_the_port_and_closed()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer first = await rig.RawAsync();
        using SharePeer second = await rig.ConnectAsync();
        await second.SendAsync("ff fb 2c");

        string told = Encoding.ASCII.GetString(await second.ReadToEndAsync());

        told.ShouldContain($"is in use by {first.Address} since {rig.Snapshot.Holder!.Since:yyyy-MM-dd HH:mm:ss} UTC");
        await rig.SayAsync("on"u8.ToArray());
        (await first.ReadAsync(2)).ShouldBe("on"u8.ToArray());
    }

    [Fact]
    public async Task A_second_client_that_says_nothing_is_told_too()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer first = await rig.RawAsync();
        using SharePeer second = await rig.ConnectAsync();

        Encoding.ASCII.GetString(await second.ReadToEndAsync()).ShouldContain("is in use by");
        rig.Events.Count(e => e.Kind == ShareEventKind.ClientRefused).ShouldBe(1);
    }

    [Fact]
    public async Task The_newest_client_takes_over_where_it_may()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { Takeover = TakeoverPolicy.Newest });
        using SharePeer first = await rig.RawAsync();
        using SharePeer second = await rig.RawAsync();

        Encoding.ASCII.GetString(await first.ReadToEndAsync()).ShouldContain($"taken over by {second.Address}");
        rig.Snapshot.Holder!.Address.ShouldBe(second.Address);
    }

    [Fact]
    public async Task Whoever_comes_after_the_writer_left_is_served()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            using SharePeer client = await rig.WriterAsync();
            await client.AskAsync("05 04", "69 06");
            client.EndSending();
            (await client.ReadToEndAsync()).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_writer_whose_connection_breaks_frees_the_port()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        SharePeer first = await rig.WriterAsync();
        first.Reset();
        await ShareRig.UntilAsync(() => rig.Snapshot.Holder is null);

        using SharePeer second = await rig.WriterAsync();
        rig.Snapshot.Holder!.Address.ShouldBe(second.Address);
    }

    [Fact]
    public async Task Any_number_watches_beside_the_one_that_writes()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer writer = await rig.WriterAsync();
        using SharePeer raw = await rig.WatcherAsync();
        using SharePeer telnet = await rig.ConnectAsync();
        await telnet.SendAsync($"ff fa 2c 00 {Hex.Text("Gantry watch"u8.ToArray())} ff f0 ff fb 2c");
        await ShareRig.UntilAsync(() => rig.Snapshot.Watchers == 2);

        await telnet.SendAsync("ignored"u8.ToArray());
        await raw.SendAsync("ignored"u8.ToArray());
        await rig.SayAsync("ok\n"u8.ToArray());
        await writer.SendAsync("M105\n"u8.ToArray());

        (await raw.ReadAsync(3)).ShouldBe("ok\n"u8.ToArray());
        await telnet.ReadThroughAsync("6f 6b 0a");
        (await writer.ReadAsync(3)).ShouldBe("ok\n"u8.ToArray());
        (await rig.ReadDeviceAsync(5)).ShouldBe("M105\n"u8.ToArray());
    }

    [Fact]
    public async Task A_watcher_may_ask_and_changes_nothing()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { BaudRate = 9600 });
        using SharePeer watcher = await rig.ConnectAsync();
        await watcher.SendAsync($"ff fa 2c 00 {Hex.Text("Gantry watch"u8.ToArray())} ff f0");
        await watcher.ReadThroughAsync("ff fa 2c 6b 00 ff f0");

        await watcher.AskAsync("01 00 03 d0 90", "65 00 00 25 80");
        await watcher.AskAsync("05 05", "69 06");

        rig.Device.GetSlaveSettings().BaudRate.ShouldBe(9600);
        rig.Snapshot.Holder.ShouldBeNull();
    }

    [Fact]
    public async Task A_slow_watcher_loses_its_oldest_bytes_and_is_told_and_nobody_else_notices()
    {
        byte[] data = new byte[1024 * 1024];
        Array.Fill(data, (byte)'x');
        await using ShareRig rig = await ShareRig.StartAsync(
            new() { WatcherBuffer = 10_000, WriteLimit = TimeSpan.FromMinutes(5) }
        );
        using SharePeer slow = await rig.WatcherAsync(receiveBuffer: 4096);
        using SharePeer writer = await rig.RawAsync();

        Task<byte[]> reading = writer.ReadAsync(data.Length);
        await rig.SayAsync(data);
        (await reading).Length.ShouldBe(data.Length);
        await rig.SayAsync("end\n"u8.ToArray());

        string seen = Encoding.ASCII.GetString(await slow.ReadThroughAsync("65 6e 64 0a"));
        seen.ShouldContain("bytes lost, this connection was too slow]");
        seen.Length.ShouldBeLessThan(data.Length);
        rig.Events.ShouldContain(e => e.Kind == ShareEventKind.WatcherLost);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_let_go()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { WriteLimit = TimeSpan.FromMilliseconds(200) });
        using SharePeer deaf = await rig.RawAsync();
        using var stop = new CancellationTokenSource();
        Task talking = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                if (rig.Device.Write(new byte[4096]) == 0)
                    await Task.Delay(1);
        });

        await ShareRig.UntilAsync(() => rig.Snapshot.Holder is null);
        await stop.CancelAsync();
        await talking;
        rig.Events.ShouldContain(e => e.Kind == ShareEventKind.ClientLeft && e.Text.Contains("took nothing"));
    }

    [Fact]
    public async Task A_client_that_does_nothing_is_let_go_after_the_idle_limit()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { IdleLimit = TimeSpan.FromMilliseconds(100) });
        using SharePeer idle = await rig.RawAsync();

        Encoding.ASCII.GetString(await idle.ReadToEndAsync()).ShouldContain("the port is free for others now");
        await ShareRig.UntilAsync(() => rig.Snapshot.Holder is null);
    }

    [Fact]
    public async Task Whoever_is_not_allowed_is_closed()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { MostClients = 1 });
        using SharePeer first = await rig.RawAsync();
        using SharePeer second = await rig.ConnectAsync();

        (await second.ReadToEndAsync()).ShouldBeEmpty();
        rig.Events.ShouldContain(e => e.Text.Contains("too many connections"));
    }

    [Theory]
    [InlineData("192.168.7.7", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("fe80::1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("2001:db8::1", false)]
    public void Without_a_word_only_local_networks_are_allowed(string address, bool allowed) =>
        new ShareOptions().Allowed.Contains(IPAddress.Parse(address)).ShouldBe(allowed);

    [Fact]
    public void Networks_are_understood_as_people_write_them()
    {
        AllowedNetworks networks = AllowedNetworks.TryParse(["192.0.2.0/24", "198.51.100.7"])!;

        networks.Contains(IPAddress.Parse("192.0.2.200")).ShouldBeTrue();
        networks.Contains(IPAddress.Parse("198.51.100.7")).ShouldBeTrue();
        networks.Contains(IPAddress.Parse("198.51.100.8")).ShouldBeFalse();
        networks.Contains(IPAddress.Loopback).ShouldBeTrue();
        AllowedNetworks.TryParse(["any"])!.Contains(IPAddress.Parse("8.8.8.8")).ShouldBeTrue();
        AllowedNetworks.TryParse(["house"]).ShouldBeNull();
    }
}
