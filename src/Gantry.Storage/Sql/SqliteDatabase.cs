using System.Collections.Concurrent;

namespace Gantry.Storage.Sql;

/// <summary>The database in a file of the data directory.</summary>
internal sealed class SqliteDatabase : ISqlDatabase
{
    /// <summary>Calls that may wait at once. Beyond it something is wrong, and more would only fill the memory.</summary>
    private const int MaxWaiting = 4096;

    private readonly BlockingCollection<SqliteWork> _writes = [];
    private readonly BlockingCollection<SqliteWork> _reads = [];
    private readonly List<SqliteThread> _threads = [];
    private int _waiting;
    private bool _closed;

    private SqliteDatabase() { }

    /// <inheritdoc/>
    public SqlDialect Dialect => SqlDialect.Sqlite;

    /// <summary>Opens the file, creating it if it is missing.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is no database.</exception>
    public static SqliteDatabase Open(string path, TimeProvider time)
    {
        var database = new SqliteDatabase();
        try
        {
            database._threads.Add(
                new SqliteWriter("gantry-db-write", SqliteConnections.OpenWriter(path), database._writes, time)
            );
            for (int i = 1; i <= Math.Clamp(Environment.ProcessorCount, 2, 4); i++)
                database._threads.Add(
                    new SqliteReader($"gantry-db-read-{i}", SqliteConnections.OpenReader(path), database._reads, time)
                );
        }
        catch (Exception e)
        {
            database.Dispose();
            throw SqlErrors.Translate(e) ?? e;
        }
        foreach (SqliteThread thread in database._threads)
            thread.Start();
        return database;
    }

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellationToken) =>
        EnqueueAsync(_reads, new SqliteUnit<T>(read, null, cancellationToken));

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(
        Func<SqlSession, Task<T>> write,
        Action? committed,
        CancellationToken cancellationToken
    ) => EnqueueAsync(_writes, new SqliteUnit<T>(write, committed, cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> EnqueueAsync<T>(BlockingCollection<SqliteWork> queue, SqliteUnit<T> unit)
    {
        if (SynchronizationContext.Current is ThreadPump)
            throw new InvalidOperationException(
                "A unit of work uses the session that it was given, not the store again."
            );
        ObjectDisposedException.ThrowIf(_closed, this);
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new StorageBusyException(
                $"More than {MaxWaiting} calls wait for the database. Its disk is too slow for them, or it hangs."
            );
        }
        try
        {
            queue.Add(unit);
            return await unit.Done;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        _writes.CompleteAdding();
        _reads.CompleteAdding();
        foreach (SqliteThread thread in _threads)
            thread.Dispose();
        _writes.Dispose();
        _reads.Dispose();
    }
}
