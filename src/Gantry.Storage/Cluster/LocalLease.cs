namespace Gantry.Storage.Cluster;

/// <summary>A lease that nobody else can want.</summary>
internal sealed class LocalLease(long printerId, Action<LocalLease> giveBack) : IPrinterLease
{
    public long PrinterId { get; } = printerId;

    public long Epoch { get; set; }

    public bool IsHeld { get; private set; } = true;

    public CancellationToken Lost => CancellationToken.None;

    public ValueTask DisposeAsync()
    {
        if (IsHeld)
            giveBack(this);
        IsHeld = false;
        return ValueTask.CompletedTask;
    }
}
