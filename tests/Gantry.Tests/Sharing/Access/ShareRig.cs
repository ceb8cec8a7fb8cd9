using System.Diagnostics;
using System.Net;
using Gantry.Serial.Linux;
using Gantry.Sharing;

namespace Gantry.Tests.Sharing.Access;

/// <summary>A share of a pty on a port of its own, with the device's end in the test's hands.</summary>
internal sealed class ShareRig : IAsyncDisposable, IShareListener
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly List<ShareEvent> _events = [];
    private readonly bool _ownsServer;

    private ShareRig(ShareServer? server)
    {
        _ownsServer = server is null;
        Server = server ?? new ShareServer(TimeProvider.System, this);
    }

    public PtyPair Device { get; private set; } = PtyPair.Create();

    public ShareServer Server { get; }

    public Share Share { get; private set; } = null!;

    public ShareSnapshot Snapshot => Share.Snapshot;

    public ShareEventKind Detail => ShareEventKind.Request;

    public static async Task<ShareRig> StartAsync(ShareOptions? options = null, ShareServer? server = null)
    {
        var rig = new ShareRig(server);
        var address = new IPEndPoint(IPAddress.Loopback, 0);
        rig.Share = rig.Server.Start(
            new ShareDefinition(rig.Device.SlavePath, rig.Device.SlavePath, address)
            {
                Options = (options ?? new ShareOptions()) with { LookAgainEvery = null },
            }
        );
        (await rig.Share.FirstOpening).ShouldBeNull();
        return rig;
    }

    public Task<SharePeer> ConnectAsync() => SharePeer.ConnectAsync(Snapshot.Address);

    /// <summary>A client that has agreed on RFC 2217 and has the port.</summary>
    public async Task<SharePeer> WriterAsync() => await (await ConnectAsync()).AgreeAsync();

    /// <summary>A raw client that has the port: what it sends is data.</summary>
    public async Task<SharePeer> RawAsync()
    {
        SharePeer peer = await ConnectAsync();
        await peer.SendAsync("!"u8.ToArray());
        (await ReadDeviceAsync(1)).ShouldBe("!"u8.ToArray());
        return peer;
    }

    /// <summary>A raw client that watches.</summary>
    public async Task<SharePeer> WatcherAsync(int? receiveBuffer = null)
    {
        int before = Snapshot.Watchers;
        SharePeer peer = await SharePeer.ConnectAsync(Snapshot.Address, receiveBuffer);
        await peer.SendAsync("?mode=watch\n"u8.ToArray());
        await UntilAsync(() => Snapshot.Watchers > before);
        return peer;
    }

    /// <summary>The next bytes that the device gets.</summary>
    public async Task<byte[]> ReadDeviceAsync(int count)
    {
        byte[] bytes = new byte[count];
        int filled = 0;
        await UntilAsync(() =>
        {
            for (int read = 1; read > 0 && filled < count; filled += read)
                read = Device.Read(bytes.AsSpan(filled));
            return filled == count;
        });
        return bytes;
    }

    /// <summary>Has the device say something.</summary>
    public async Task SayAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int taken = 0;
            await UntilAsync(() => (taken = Device.Write(bytes.Span)) > 0);
            bytes = bytes[taken..];
        }
    }

    /// <summary>Another device takes the place of the one that is gone.</summary>
    public void PlugIn() => Device = PtyPair.Create();

    public static async Task UntilAsync(Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        for (int tries = 0; !condition(); tries++)
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
                throw new TimeoutException("It did not come true within 30 s.");
            if (tries < 100)
                await Task.Yield();
            else
                await Task.Delay(1);
        }
    }

    public IReadOnlyList<ShareEvent> Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    public void Heard(ShareEvent happened)
    {
        lock (_events)
            _events.Add(happened);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ownsServer)
            await Server.DisposeAsync();
        else
            await Server.StopAsync(Share.Definition.Name);
        Device.Dispose();
    }
}
