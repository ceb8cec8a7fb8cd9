namespace Gantry.Storage.Cluster;

/// <summary>A lease by a session's advisory lock.</summary>
internal sealed class PostgresLease : IPrinterLease
{
    private readonly LockConnection _connection;
    private readonly Func<PostgresLease, Task> _giveBack;
    private readonly CancellationTokenSource _lost;
    private int _disposed;

    public PostgresLease(LockConnection connection, long printerId, long epoch, Func<PostgresLease, Task> giveBack)
    {
        _connection = connection;
        _giveBack = giveBack;
        _lost = CancellationTokenSource.CreateLinkedTokenSource(connection.Lost);
        Lost = _lost.Token;
        PrinterId = printerId;
        Epoch = epoch;
    }

    public long PrinterId { get; }

    public long Epoch { get; }

    public bool IsHeld => !Lost.IsCancellationRequested && _connection.IsCertain;

    public CancellationToken Lost { get; }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        bool held = IsHeld;
        await _lost.CancelAsync();
        if (held)
            await _giveBack(this);
        _lost.Dispose();
    }
}
