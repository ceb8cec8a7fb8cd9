using System.Diagnostics;
using System.Text;
using Gantry.Tests.Rfc2217;

namespace Gantry.Tests.Sharing.Access;

/// <summary>Requests behind more data than a device that reads nothing, or little, leaves room for.</summary>
public sealed class StuckDeviceTests
{
    /// <summary>The master's own line discipline holds up to 4 KB out of any purge's reach.</summary>
    private const int KernelMost = 8192;

    [Theory]
    [InlineData(200_000, "02")]
    [InlineData(1024 * 1024, "02")]
    [InlineData(1024 * 1024, "03")]
    public async Task A_purge_is_found_behind_what_the_device_does_not_take_and_throws_it_all_away(
        int size,
        string what
    )
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.SendAsync(Bytes('o', size));
        await client.AskAsync($"0c {what}", $"70 {what}");
        await client.SendAsync("new"u8.ToArray());

        int taken = 0;
        byte next;
        while ((next = (await rig.ReadDeviceAsync(1))[0]) == 'o')
            taken++;
        next.ShouldBe((byte)'n');
        taken.ShouldBeLessThan(KernelMost);
        (await rig.ReadDeviceAsync(2)).ShouldBe("ew"u8.ToArray());
    }

    [Fact]
    public async Task A_purge_of_what_the_device_said_loses_nothing_that_waits_for_it()
    {
        byte[] data = RandomText(400_000);
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.SendAsync(data);
        await client.AskAsync("0c 01", "70 01");

        (await rig.ReadDeviceAsync(data.Length)).ShouldBe(data);
    }

    [Fact]
    public async Task Requests_are_answered_while_the_device_takes_nothing_and_no_byte_is_lost_or_moved()
    {
        byte[] data = RandomText(600_000);
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.SendAsync(data.AsMemory(0, 300_000));
        await client.AskAsync("05 04", "69 06");
        // A new setting waits for the data, but not for ever; a short break has no answer.
        await client.AskAsync("01 00 03 d0 90", "65 00 03 d0 90");
        rig.Device.GetSlaveSettings().BaudRate.ShouldBe(250000);
        await client.SendAsync("ff f3");
        await client.SendAsync(data.AsMemory(300_000));
        await client.AskAsync("05 00", "69 01");

        (await rig.ReadDeviceAsync(data.Length)).ShouldBe(data);
    }

    [Fact]
    public async Task Beyond_what_is_read_ahead_nothing_is_lost_either()
    {
        byte[] data = RandomText(3 * 1024 * 1024);
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        Task sending = client.SendAsync(data);
        await ShareRig.UntilAsync(() => rig.Snapshot.BytesToDevice >= 64 * 1024);

        (await rig.ReadDeviceAsync(data.Length)).AsSpan().SequenceEqual(data).ShouldBeTrue();
        await sending;
        await client.AskAsync("05 04", "69 06");
    }

    [Fact]
    public async Task A_new_setting_waits_until_the_data_before_it_is_with_the_driver()
    {
        const int Size = 500_000;
        for (int attempt = 0; ; attempt++)
        {
            await using ShareRig rig = await ShareRig.StartAsync(new() { BaudRate = 9600 });
            using SharePeer client = await rig.WriterAsync();
            await client.SendAsync(Bytes('o', Size));
            await client.CommandAsync("01 00 03 d0 90");

            int read = 0;
            byte[] buffer = new byte[4096];
            long last = Stopwatch.GetTimestamp();
            TimeSpan longest = TimeSpan.Zero;
            while (rig.Device.GetSlaveSettings().BaudRate == 9600 && read < Size)
            {
                read += rig.Device.Read(buffer);
                await Task.Delay(1, TestContext.Current.CancellationToken);
                TimeSpan pause = Stopwatch.GetElapsedTime(last);
                last = Stopwatch.GetTimestamp();
                longest = pause > longest ? pause : longest;
            }
            // A reader that the machine let stand was rightly taken for a device that takes nothing.
            if (longest > TimeSpan.FromMilliseconds(100) && attempt < 20)
                continue;
            // The kernel holds what a pty has taken and not handed on.
            read.ShouldBeGreaterThan(Size - 64 * 1024);
            return;
        }
    }

    [Fact]
    public async Task A_client_that_has_left_keeps_the_port_until_its_data_is_taken()
    {
        byte[] data = RandomText(500_000);
        await using ShareRig rig = await ShareRig.StartAsync(new() { IdleLimit = TimeSpan.FromMinutes(5) });
        using SharePeer client = await rig.WriterAsync();
        await client.SendAsync(data);
        await client.AskAsync("05 04", "69 06");
        client.EndSending();
        using SharePeer second = await rig.ConnectAsync();

        Encoding.ASCII.GetString(await second.ReadToEndAsync()).ShouldContain("is in use by");
        (await rig.ReadDeviceAsync(data.Length)).ShouldBe(data);
        await ShareRig.UntilAsync(() => rig.Snapshot.Holder is null);
    }

    [Fact]
    public async Task A_client_that_only_watches_from_now_on_loses_nothing_that_it_wrote()
    {
        byte[] data = RandomText(300_000);
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.SendAsync(data);
        await client.SendAsync($"ff fa 2c 00 {Hex.Text("Gantry watch"u8.ToArray())} ff f0");
        await ShareRig.UntilAsync(() => rig.Snapshot.Watchers == 1);

        (await rig.ReadDeviceAsync(data.Length)).ShouldBe(data);
    }

    private static byte[] Bytes(char letter, int count)
    {
        byte[] bytes = new byte[count];
        Array.Fill(bytes, (byte)letter);
        return bytes;
    }

    private static byte[] RandomText(int count)
    {
        byte[] bytes = new byte[count];
        new Random(12).NextBytes(bytes);
        for (int i = 0; i < count; i++)
            bytes[i] &= 0x7f;
        return bytes;
    }
}
