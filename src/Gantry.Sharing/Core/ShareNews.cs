using System.Net;
using Gantry.Sharing.Traffic;

namespace Gantry.Sharing.Core;

/// <summary>What a share tells the world: its snapshot, and what happens. Written on the loop's thread, read on any.</summary>
internal sealed class ShareNews(ShareDefinition definition, IShareListener? listener, TimeProvider time)
{
    private readonly TaskCompletionSource<Exception?> _settled = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private volatile ShareSnapshot _snapshot = new(
        definition.Name,
        definition.Device,
        definition.Address,
        ShareState.Opening,
        Holder: null,
        Watchers: 0,
        Settings: null,
        LastError: null
    );
    private long _fromDevice;
    private long _toDevice;

    /// <summary>Gets what passes, or null where no log is kept.</summary>
    public TrafficLog? Traffic { get; } =
        definition.Options.Traffic is { } options ? new TrafficLog(definition.Name, options, time) : null;

    /// <summary>Done with the first attempt to open the device; its failure, or null.</summary>
    public Task<Exception?> Settled => _settled.Task;

    /// <summary>How the share is now.</summary>
    public ShareSnapshot Current =>
        _snapshot with
        {
            BytesFromDevice = Volatile.Read(ref _fromDevice),
            BytesToDevice = Volatile.Read(ref _toDevice),
        };

    /// <summary>What time it is.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The share listens here.</summary>
    public void Begin(IPEndPoint address) => Change(s => s with { Address = address });

    /// <summary>Writes what waits for the log, and closes it.</summary>
    public Task EndTraffic() => Traffic?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    /// <summary>Ends the wait for the first attempt.</summary>
    public void Settle(Exception? failure) => _settled.TrySetResult(failure);

    /// <summary>Something has changed.</summary>
    public void Change(Func<ShareSnapshot, ShareSnapshot> change) => _snapshot = change(_snapshot);

    /// <summary>Whether anybody wants to hear of such events.</summary>
    public bool Wants(ShareEventKind kind) => listener is not null && kind <= listener.Detail;

    /// <summary>Something happened.</summary>
    public void Tell(ShareEventKind kind, IPEndPoint? client, string text)
    {
        if (kind < ShareEventKind.PortChanged)
            Traffic?.Remark(client is null ? text : $"{client} {text}");
        if (Wants(kind))
            listener!.Heard(new ShareEvent(Now, definition.Name, kind, client, text));
    }

    /// <summary>The device said so many bytes.</summary>
    public void CountFromDevice(int count) => Volatile.Write(ref _fromDevice, _fromDevice + count);

    /// <summary>The device was sent so many bytes.</summary>
    public void CountToDevice(int count) => Volatile.Write(ref _toDevice, _toDevice + count);
}
