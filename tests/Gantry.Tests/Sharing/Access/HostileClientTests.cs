using Gantry.Sharing;
using Gantry.Tests.Rfc2217;

namespace Gantry.Tests.Sharing.Access;

/// <summary>Clients that send whatever they like.</summary>
public sealed class HostileClientTests
{
    [Fact]
    public async Task Ten_megabytes_of_malice_harm_neither_the_port_nor_its_neighbour()
    {
        await using ShareRig hit = await ShareRig.StartAsync();
        await using ShareRig other = await ShareRig.StartAsync(server: hit.Server);
        using SharePeer quiet = await other.WriterAsync();
        using var stop = new CancellationTokenSource();
        Task draining = Task.Run(async () =>
        {
            byte[] buffer = new byte[64 * 1024];
            while (!stop.IsCancellationRequested)
                if (hit.Device.Read(buffer) == 0)
                    await Task.Delay(1);
        });
        var random = new Random(2217);

        await AttackAsync(hit, random, 10);

        await quiet.AskAsync("05 04", "69 06");
        await quiet.SendAsync("still here"u8.ToArray());
        (await other.ReadDeviceAsync(10)).ShouldBe("still here"u8.ToArray());
        await stop.CancelAsync();
        await draining;
        hit.Snapshot.State.ShouldBe(ShareState.Ready);
    }

    private static async Task AttackAsync(ShareRig rig, Random random, int megabytes)
    {
        for (int i = 0; i < megabytes; i++)
        {
            await ShareRig.UntilAsync(() => rig.Snapshot.Holder is null);
            using SharePeer attacker = await rig.ConnectAsync();
            await attacker.SendAsync("ff fb 2c");
            Task reading = attacker.ReadToEndAsync();
            byte[] bytes = new byte[1024 * 1024];
            random.NextBytes(bytes);
            // Commands, and bytes that nearly are: purely random bytes hold few.
            for (int at = 0; at < bytes.Length - 8; at += random.Next(1, 40))
                Hex.Bytes("ff fa 2c").CopyTo(bytes, at);
            for (int at = 0; at < bytes.Length - 8; at += random.Next(1, 60))
                Hex.Bytes("ff f0").CopyTo(bytes, at);
            await attacker.SendAsync(bytes);
            attacker.EndSending();
            await reading;
        }
    }
}
