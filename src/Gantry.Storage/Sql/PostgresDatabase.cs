using System.Data;
using Npgsql;

namespace Gantry.Storage.Sql;

/// <summary>A database on a PostgreSQL server, shared by all nodes.</summary>
internal sealed class PostgresDatabase : ISqlDatabase
{
    /// <summary>How often work is run again after a deadlock before the caller hears of it.</summary>
    private const int MaxAttempts = 4;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public PostgresDatabase(DatabaseAddress address, TimeProvider time)
    {
        Address = address;
        _time = time;
        _source = NpgsqlDataSource.Create(ConnectionString(address));
    }

    /// <summary>Which database it is.</summary>
    public DatabaseAddress Address { get; }

    /// <inheritdoc/>
    public SqlDialect Dialect => SqlDialect.Postgres;

    /// <summary>A connection of one's own that is in no pool: its session ends when it is closed, with all its locks.</summary>
    public async Task<NpgsqlConnection> OpenAloneAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString(Address))
        {
            Pooling = false,
            // Seconds after which a connection that only listens asks whether the server is still there.
            KeepAlive = 10,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            throw SqlErrors.Translate(e) ?? e;
        }
    }

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellationToken) =>
        RunAsync(read, IsolationLevel.RepeatableRead, cancellationToken);

    /// <inheritdoc/>
    public async Task<T> WriteAsync<T>(
        Func<SqlSession, Task<T>> write,
        Action? committed,
        CancellationToken cancellationToken
    )
    {
        T result = await RunAsync(write, IsolationLevel.ReadCommitted, cancellationToken);
        committed?.Invoke();
        return result;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<T> RunAsync<T>(
        Func<SqlSession, Task<T>> work,
        IsolationLevel isolation,
        CancellationToken cancellationToken
    )
    {
        for (int attempt = 1; ; attempt++)
            try
            {
                return await RunOnceAsync(work, isolation, cancellationToken);
            }
            catch (PostgresException e) when (SqlErrors.MayBeRepeated(e) && attempt < MaxAttempts)
            {
                // The other one of the deadlock has gone through by now.
            }
            catch (Exception e) when (SqlErrors.Translate(e) is { } translated)
            {
                throw translated;
            }
    }

    private async Task<T> RunOnceAsync<T>(
        Func<SqlSession, Task<T>> work,
        IsolationLevel isolation,
        CancellationToken cancellationToken
    )
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(
            isolation,
            cancellationToken
        );
        var session = new SqlSession(connection, transaction, Dialect, Address.Schema, _time.GetUtcNow());
        if (isolation == IsolationLevel.RepeatableRead)
            await session.ExecuteAsync("SET TRANSACTION READ ONLY", null, cancellationToken);
        T result = await work(session);
        // Once it is asked for, a commit is waited for: giving up would leave open whether it happened.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private static string ConnectionString(DatabaseAddress address)
    {
        var connection = new NpgsqlConnectionStringBuilder(address.Connection)
        {
            SearchPath = address.Schema,
            // A server that is set to lose the last moments of a crash must not do so with what we answer for.
            Options = "-c synchronous_commit=on",
        };
        if (connection.MaxAutoPrepare == 0)
            connection.MaxAutoPrepare = 100;
        return connection.ConnectionString;
    }
}
