using System.Net;
using System.Text;
using Gantry.Serial;
using Gantry.Serial.Linux;
using Gantry.Sharing;

namespace Gantry.Tests.Sharing.Access;

/// <summary>Devices that go, come back, or were never there; shares that end.</summary>
public sealed class DeviceTests
{
    [Fact]
    public async Task An_unplugged_device_ends_its_clients_and_keeps_its_port_number()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer writer = await rig.RawAsync();
        using SharePeer watcher = await rig.WatcherAsync();
        IPEndPoint address = rig.Snapshot.Address;

        rig.Device.Dispose();

        await writer.ReadToEndAsync();
        await watcher.ReadToEndAsync();
        await ShareRig.UntilAsync(() => rig.Snapshot.State == ShareState.Missing);
        rig.Snapshot.Address.ShouldBe(address);
        rig.Snapshot.LastError.ShouldNotBeNull();
        using SharePeer early = await rig.ConnectAsync();
        Encoding.ASCII.GetString(await early.ReadToEndAsync()).ShouldContain("is not there");
    }

    [Fact]
    public async Task Who_connects_while_the_device_is_being_opened_has_the_port_a_moment_later()
    {
        await using var server = new ShareServer(TimeProvider.System);
        for (int i = 0; i < 20; i++)
        {
            using PtyPair device = PtyPair.Create();
            var address = new IPEndPoint(IPAddress.Loopback, 0);
            Share share = server.Start(new ShareDefinition($"port {i}", device.SlavePath, address));
            using SharePeer client = await SharePeer.ConnectAsync(share.Snapshot.Address);
            await client.SendAsync("early"u8.ToArray());

            byte[] heard = new byte[16];
            int count = 0;
            await ShareRig.UntilAsync(() => (count += device.Read(heard.AsSpan(count))) == 5);

            heard.AsSpan(0, count).SequenceEqual("early"u8).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_device_that_returns_under_another_name_is_served_on_the_same_port()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        rig.Share.DeviceGone("unplugged");
        await ShareRig.UntilAsync(() => rig.Snapshot.State == ShareState.Missing);
        rig.Snapshot.LastError.ShouldBe("unplugged");
        rig.Device.Dispose();
        rig.PlugIn();

        rig.Share.DeviceReturned(rig.Device.SlavePath);

        await ShareRig.UntilAsync(() => rig.Snapshot.State == ShareState.Ready);
        rig.Snapshot.Device.ShouldBe(rig.Device.SlavePath);
        using SharePeer client = await rig.RawAsync();
    }

    [Fact]
    public async Task A_device_that_was_missing_is_found_where_nobody_tells()
    {
        string link = Path.Combine(Path.GetTempPath(), $"gantry-share-{Guid.NewGuid():N}");
        await using var server = new ShareServer(TimeProvider.System);
        var options = new ShareOptions { LookAgainEvery = TimeSpan.FromMilliseconds(10) };
        Share share = server.Start(
            new ShareDefinition("printer", link, new IPEndPoint(IPAddress.Loopback, 0)) { Options = options }
        );
        (await share.FirstOpening).ShouldBeOfType<SerialPortException>().Error.ShouldBe(SerialError.NotFound);

        using PtyPair device = PtyPair.Create();
        File.CreateSymbolicLink(link, device.SlavePath);
        try
        {
            await ShareRig.UntilAsync(() => share.Snapshot.State == ShareState.Ready);
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Fact]
    public async Task A_stopped_share_closes_its_clients_and_puts_the_port_back()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        SerialSettings before = rig.Device.GetSlaveSettings();
        using SharePeer client = await rig.WriterAsync();
        await client.AskAsync("01 00 03 d0 90", "65 00 03 d0 90");

        (await rig.Server.StopAsync(rig.Share.Definition.Name)).ShouldBeTrue();

        await client.ReadToEndAsync();
        rig.Snapshot.State.ShouldBe(ShareState.Stopped);
        rig.Device.GetSlaveSettings().ShouldBe(before);
        rig.Server.Shares.ShouldBeEmpty();
        (await rig.Server.StopAsync(rig.Share.Definition.Name)).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_shares_cannot_have_one_name_or_one_port()
    {
        await using ShareRig rig = await ShareRig.StartAsync();

        Should.Throw<ShareException>(() => rig.Server.Start(rig.Share.Definition)).Message.ShouldContain("already");
        Should
            .Throw<ShareException>(() =>
                rig.Server.Start(new ShareDefinition("other", "/dev/null", rig.Snapshot.Address))
            )
            .Message.ShouldContain("is taken");
    }

    [Fact]
    public async Task A_share_that_was_stopped_can_start_again_on_its_port()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.RawAsync();
        IPEndPoint address = rig.Snapshot.Address;
        await rig.Server.StopAsync(rig.Share.Definition.Name);

        // The kernel may have lent the number to somebody's connection meanwhile.
        Share? again = null;
        await ShareRig.UntilAsync(() => (again = TryStart(rig, address)) is not null);

        (await again!.FirstOpening).ShouldBeNull();
        again.Snapshot.Address.ShouldBe(address);
    }

    private static Share? TryStart(ShareRig rig, IPEndPoint address)
    {
        try
        {
            return rig.Server.Start(rig.Share.Definition with { Address = address });
        }
        catch (ShareException)
        {
            return null;
        }
    }
}
