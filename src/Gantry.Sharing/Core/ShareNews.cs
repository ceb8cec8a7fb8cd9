using System.Net;
using Gantry.Serial;
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
    private readonly TrafficLog? _traffic = definition.Options.Traffic is { } options
        ? new TrafficLog(definition.Name, options, time)
        : null;

    private string? _toldFailure;
    private long _fromDevice;
    private long _toDevice;

    /// <summary>Done with the first attempt to open the device; its failure, or null.</summary>
    public Task<Exception?> Settled => _settled.Task;

    /// <summary>How the share is now.</summary>
    public ShareSnapshot Current =>
        _snapshot with
        {
            BytesFromDevice = Volatile.Read(ref _fromDevice),
            BytesToDevice = Volatile.Read(ref _toDevice),
        };

    /// <summary>The device's settings, as they were told last.</summary>
    public SerialSettings? Settings => _snapshot.Settings;

    /// <summary>What time it is.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The share listens here.</summary>
    public void Begin(IPEndPoint address) => Change(s => s with { Address = address });

    /// <summary>Writes what waits for the log, and closes it.</summary>
    public Task EndTraffic() => _traffic?.DisposeAsync().AsTask() ?? Task.CompletedTask;

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
            _traffic?.Remark(client is null ? text : $"{client} {text}");
        if (Wants(kind))
            listener!.Heard(new ShareEvent(Now, definition.Name, kind, client, text));
        TellLogFailure();
    }

    /// <summary>The device said this.</summary>
    public void FromDevice(ReadOnlySpan<byte> data)
    {
        Volatile.Write(ref _fromDevice, _fromDevice + data.Length);
        Log(TrafficDirection.Received, data);
    }

    /// <summary>The device was sent this.</summary>
    public void ToDevice(ReadOnlySpan<byte> data)
    {
        Volatile.Write(ref _toDevice, _toDevice + data.Length);
        Log(TrafficDirection.Sent, data);
    }

    private void Log(TrafficDirection direction, ReadOnlySpan<byte> data)
    {
        if (_traffic is null)
            return;
        _traffic.Add(direction, data);
        TellLogFailure();
    }

    /// <summary>Once for each failure, not with every byte that it costs.</summary>
    private void TellLogFailure()
    {
        string? failure = _traffic?.Failure;
        if (failure == _toldFailure)
            return;
        _toldFailure = failure;
        string text = failure is null
            ? "The log of the traffic is written again."
            : $"The log of the traffic cannot be written, and is tried again from time to time: {failure}";
        Tell(ShareEventKind.Trouble, null, text);
    }
}
