using System.Data.Common;
using System.Runtime.ExceptionServices;
using Dapper;

namespace Gantry.Storage.Sql;

/// <summary>
/// One transaction: statements go through here, so that both databases fail alike. After an error the transaction is of no
/// use any more (PostgreSQL would refuse every further statement, so SQLite shall as well).
/// </summary>
internal sealed class SqlSession
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private Exception? _failure;

    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">Its transaction; null for SQLite, where it is begun and ended by statements.</param>
    /// <param name="dialect">The database's words.</param>
    /// <param name="schema">The schema in PostgreSQL.</param>
    /// <param name="now">When it began.</param>
    public SqlSession(
        DbConnection connection,
        DbTransaction? transaction,
        SqlDialect dialect,
        string schema,
        DateTimeOffset now
    )
    {
        SqlTypes.Register();
        _connection = connection;
        _transaction = transaction;
        Dialect = dialect;
        Schema = schema;
        Now = now;
    }

    /// <summary>The database's words.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>The schema in PostgreSQL.</summary>
    public string Schema { get; }

    /// <summary>When the transaction began: the time of everything that it writes.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>For what is not SQL in records, as the copying of whole tables.</summary>
    public DbConnection Connection => _connection;

    /// <summary>All rows.</summary>
    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<T>>(
            async c => (await _connection.QueryAsync<T>(c)).AsList(),
            sql,
            values,
            cancellationToken
        );

    /// <summary>The only row, or nothing.</summary>
    public Task<T?> FindAsync<T>(string sql, object? values, CancellationToken cancellationToken) =>
        RunAsync(c => _connection.QuerySingleOrDefaultAsync<T>(c), sql, values, cancellationToken);

    /// <summary>The only row.</summary>
    public Task<T> GetAsync<T>(string sql, object? values, CancellationToken cancellationToken) =>
        RunAsync(c => _connection.QuerySingleAsync<T>(c), sql, values, cancellationToken);

    /// <summary>Changes rows, and says how many.</summary>
    public Task<int> ExecuteAsync(string sql, object? values, CancellationToken cancellationToken) =>
        RunAsync(_connection.ExecuteAsync, sql, values, cancellationToken);

    /// <summary>Changes one record of a known version, and gives it back as it is now.</summary>
    /// <exception cref="VersionConflictException">It has another version, or is gone.</exception>
    public async Task<T> UpdateAsync<T>(
        string record,
        long version,
        string sql,
        object values,
        CancellationToken cancellationToken
    )
        where T : class =>
        await FindAsync<T>(sql, values, cancellationToken) ?? throw new VersionConflictException(record, version);

    /// <summary>Removes one record of a known version.</summary>
    /// <exception cref="VersionConflictException">It has another version, or is gone.</exception>
    public async Task RemoveAsync(
        string table,
        string record,
        long id,
        long version,
        CancellationToken cancellationToken
    )
    {
        string delete = $"DELETE FROM {table} WHERE id = @id AND version = @version";
        if (await ExecuteAsync(delete, new { id, version }, cancellationToken) == 0)
            throw new VersionConflictException($"{record} {id}", version);
    }

    /// <summary>A page of a list that goes down by id.</summary>
    public async Task<Page<T>> PageByIdAsync<T>(
        string select,
        SqlFilter filter,
        PageRequest page,
        Func<T, long> id,
        CancellationToken cancellationToken
    )
    {
        if (page.After is not null)
            filter.AddIf<long?>("id < @before", "before", PageCursor.ReadInteger(page.After).Id);
        IReadOnlyList<T> rows = await QueryAsync<T>(
            $"{select} {filter.Where} ORDER BY id DESC LIMIT {page.Take + 1}",
            filter.Values,
            cancellationToken
        );
        return PageCursor.Cut(rows, page, r => id(r), id);
    }

    /// <summary>Takes a lock by name until the end of the transaction. On SQLite the transaction is that lock.</summary>
    public async Task LockAsync(string name, CancellationToken cancellationToken)
    {
        if (Dialect.Kind == DatabaseKind.Postgres)
            await ExecuteAsync(
                "SELECT pg_advisory_xact_lock(@key)",
                new { key = AdvisoryKey.For(Schema, name) },
                cancellationToken
            );
    }

    /// <summary>A failed statement fails the unit of work, even when its exception was caught.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    private async Task<T> RunAsync<T>(
        Func<CommandDefinition, Task<T>> run,
        string sql,
        object? values,
        CancellationToken cancellationToken
    )
    {
        if (_failure is not null)
            throw new InvalidOperationException(
                "A statement of this unit of work failed before: let it end, then start a new one.",
                _failure
            );
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await run(new CommandDefinition(sql, values, _transaction, cancellationToken: cancellationToken));
        }
        catch (Exception e) when (!SqlErrors.MayBeRepeated(e) && SqlErrors.Translate(e) is { } translated)
        {
            _failure = translated;
            throw translated;
        }
        catch (Exception e)
        {
            _failure = e;
            throw;
        }
    }
}
