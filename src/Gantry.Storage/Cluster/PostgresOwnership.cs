using Gantry.Storage.Sql;
using Npgsql;

namespace Gantry.Storage.Cluster;

/// <summary>Ownership by session-level advisory locks of PostgreSQL, all on one connection of this node.</summary>
internal sealed class PostgresOwnership(PostgresDatabase database, string node, TimeProvider time)
    : IPrinterOwnership,
        IAsyncDisposable
{
    private const string Unlock = "SELECT pg_advisory_unlock(@key)";

    // pg_locks shows a 64-bit key as two halves.
    private const string IsHeldHere = """
        SELECT EXISTS (
            SELECT 1 FROM pg_locks
            WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted
                AND ((classid::bigint << 32) | objid::bigint) = @key
        )
        """;

    private readonly SemaphoreSlim _opening = new(1);
    private LockConnection? _connection;

    public async Task<IPrinterLease?> TryTakeAsync(long printerId, CancellationToken cancellationToken)
    {
        LockConnection connection = await ConnectAsync(cancellationToken);
        long? epoch = await connection.RunAsync(c => TakeAsync(c, printerId));
        return epoch is null
            ? null
            : new PostgresLease(connection, printerId, epoch.Value, lease => GiveBackAsync(connection, lease));
    }

    public Task<PrinterOwner?> FindAsync(long printerId, CancellationToken cancellationToken) =>
        OwnerBooks.FindAsync(database, printerId, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        _opening.Dispose();
    }

    private long KeyOf(long printerId) => AdvisoryKey.For(database.Address.Schema, $"printer {printerId}");

    /// <summary>The connection; a new one when the old one is lost, whose leases stay lost.</summary>
    private async Task<LockConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsCertain: true })
                return _connection;
            if (_connection is not null)
                await _connection.DisposeAsync();
            _connection = null;
            return _connection = await LockConnection.OpenAsync(database, time, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<long?> TakeAsync(LockConnection connection, long printerId)
    {
        long key = KeyOf(printerId);
        // A session may take the same lock twice; its own leases must not.
        if (
            await connection.AskAsync<bool>(IsHeldHere, ("key", key))
            || !await connection.AskAsync<bool>("SELECT pg_try_advisory_lock(@key)", ("key", key))
        )
            return null;
        try
        {
            return await connection.AskAsync<long>(
                OwnerBooks.Take,
                ("printerId", printerId),
                ("node", node),
                ("now", time.GetUtcNow().ToUnixTimeMilliseconds())
            );
        }
        catch (PostgresException)
        {
            await connection.AskAsync<bool>(Unlock, ("key", key));
            throw;
        }
    }

    private async Task GiveBackAsync(LockConnection connection, PostgresLease lease)
    {
        try
        {
            await connection.RunAsync(c => c.AskAsync<bool>(Unlock, ("key", KeyOf(lease.PrinterId))));
        }
        catch (StorageException)
        {
            // The session is gone, and the lock with it.
        }
    }
}
