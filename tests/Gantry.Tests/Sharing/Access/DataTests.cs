using Gantry.Sharing.Policies;
using Gantry.Tests.Rfc2217;

namespace Gantry.Tests.Sharing.Access;

/// <summary>Bytes through a share, both ways, held and thrown away.</summary>
public sealed class DataTests
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
    private static readonly byte[] Doubled = [.. AllBytes, 255];

    [Fact]
    public async Task All_bytes_pass_through_telnet_both_ways()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.SendAsync(Doubled);
        await rig.SayAsync(AllBytes);

        (await rig.ReadDeviceAsync(256)).ShouldBe(AllBytes);
        (await client.ReadThroughAsync("fe ff ff"))[^257..].ShouldBe(Doubled);
    }

    [Fact]
    public async Task A_raw_client_gets_and_sends_nothing_but_data()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.RawAsync();

        await client.SendAsync(AllBytes);
        await rig.SayAsync(AllBytes);

        (await rig.ReadDeviceAsync(256)).ShouldBe(AllBytes);
        (await client.ReadAsync(256)).ShouldBe(AllBytes);
    }

    [Fact]
    public async Task A_client_that_only_listens_is_taken_for_a_raw_one()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.ConnectAsync();
        await ShareRig.UntilAsync(() => rig.Snapshot.Holder is not null);

        await rig.SayAsync("start\n"u8.ToArray());

        (await client.ReadAsync(6)).ShouldBe("start\n"u8.ToArray());
    }

    [Fact]
    public async Task What_the_device_says_while_a_client_is_being_recognised_is_not_lost()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.ConnectAsync();
        await rig.SayAsync(new byte[] { 1, 255, 2 });

        await client.SendAsync("ff fb 2c");

        await client.ReadThroughAsync("01 ff ff 02");
    }

    [Fact]
    public async Task A_share_for_raw_clients_takes_telnet_for_data()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { Mode = ShareMode.Raw });
        using SharePeer client = await rig.ConnectAsync();

        await client.SendAsync("ff fb 2c");

        (await rig.ReadDeviceAsync(3)).ShouldBe(Hex.Bytes("ff fb 2c"));
    }

    [Fact]
    public async Task A_share_for_rfc_2217_speaks_first()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { Mode = ShareMode.Rfc2217 });
        using SharePeer client = await rig.ConnectAsync();

        (await client.ReadAsync(3)).ShouldBe(Hex.Bytes("ff fd 2c"));
    }

    [Fact]
    public async Task A_share_for_telnet_lets_nobody_set_the_port()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { Mode = ShareMode.Telnet, BaudRate = 9600 });
        using SharePeer client = await rig.ConnectAsync();

        await client.SendAsync("ff fb 2c ff fa 2c 01 00 03 d0 90 ff f0 41");

        await client.ReadThroughAsync("ff fe 2c");
        (await rig.ReadDeviceAsync(1)).ShouldBe("A"u8.ToArray());
        rig.Device.GetSlaveSettings().BaudRate.ShouldBe(9600);
    }

    [Fact]
    public async Task A_megabyte_arrives_whole_each_way()
    {
        byte[] data = new byte[1024 * 1024];
        new Random(2217).NextBytes(data);
        await using ShareRig rig = await ShareRig.StartAsync(new() { Mode = ShareMode.Raw });
        using SharePeer client = await rig.RawAsync();

        Task<byte[]> atDevice = rig.ReadDeviceAsync(data.Length);
        await client.SendAsync(data);
        (await atDevice).ShouldBe(data);

        Task<byte[]> atClient = client.ReadAsync(data.Length);
        await rig.SayAsync(data);
        (await atClient).ShouldBe(data);
        rig.Snapshot.BytesFromDevice.ShouldBe(data.Length);
        rig.Snapshot.BytesToDevice.ShouldBe(data.Length + 1);
    }

    [Fact]
    public async Task A_suspended_client_gets_nothing_and_loses_nothing()
    {
        byte[] data = new byte[300_000];
        new Random(8).NextBytes(data);
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();
        await client.CommandAsync("08");
        await client.AskAsync("05 04", "69 06");

        Task saying = rig.SayAsync(data);
        await ShareRig.UntilAsync(() => rig.Snapshot.BytesFromDevice >= 60_000);
        // An answer passes; no data stands before it.
        await client.AskAsync("05 00", "69 01");
        saying.IsCompleted.ShouldBeFalse();

        await client.CommandAsync("09");
        byte[] received = Undouble(await client.ReadAsync(data.Length + data.Count(b => b == 255)));
        await saying;
        received.ShouldBe(data);
    }

    [Fact]
    public async Task A_purge_throws_away_what_the_client_was_not_sent()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();
        await client.CommandAsync("08");
        await client.AskAsync("05 04", "69 06");
        await rig.SayAsync("old"u8.ToArray());
        await ShareRig.UntilAsync(() => rig.Snapshot.BytesFromDevice == 3);

        await client.AskAsync("0c 01", "70 01");
        await client.CommandAsync("09");
        await rig.SayAsync("new"u8.ToArray());

        (await client.ReadAsync(3)).ShouldBe("new"u8.ToArray());
    }

    [Fact]
    public async Task A_purge_throws_away_what_the_device_did_not_take()
    {
        byte[] old = new byte[40_000];
        Array.Fill(old, (byte)'o');
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();
        await client.SendAsync(old);
        await ShareRig.UntilAsync(() => rig.Snapshot.BytesToDevice == old.Length);

        await client.AskAsync("0c 02", "70 02");
        await client.SendAsync("new"u8.ToArray());

        int taken = 0;
        byte[] next;
        while ((next = await rig.ReadDeviceAsync(1))[0] == 'o')
            taken++;
        next.ShouldBe("n"u8.ToArray());
        // The master's own line discipline holds up to 4 KB out of any purge's reach.
        taken.ShouldBeLessThan(8192);
    }

    [Fact]
    public async Task A_raw_client_that_ends_its_sending_still_gets_its_answer()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.ConnectAsync();
        await client.SendAsync("M105\n"u8.ToArray());
        client.EndSending();

        (await rig.ReadDeviceAsync(5)).ShouldBe("M105\n"u8.ToArray());
        await rig.SayAsync("ok\n"u8.ToArray());

        (await client.ReadToEndAsync()).ShouldBe("ok\n"u8.ToArray());
        await ShareRig.UntilAsync(() => rig.Snapshot.Holder is null);
    }

    [Fact]
    public async Task The_last_words_of_a_client_reach_the_device()
    {
        byte[] data = new byte[30_000];
        await using ShareRig rig = await ShareRig.StartAsync();
        SharePeer client = await rig.WriterAsync();
        await client.SendAsync(data);
        client.EndSending();
        await ShareRig.UntilAsync(() => rig.Snapshot.Holder is null);

        (await rig.ReadDeviceAsync(data.Length)).ShouldBe(data);
        client.Dispose();
    }

    private static byte[] Undouble(byte[] bytes)
    {
        var plain = new List<byte>(bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            plain.Add(bytes[i]);
            if (bytes[i] == 255)
                i++;
        }
        return [.. plain];
    }
}
