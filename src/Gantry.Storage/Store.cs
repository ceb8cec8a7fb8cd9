using Gantry.Storage.Cluster;
using Gantry.Storage.Settings;
using Gantry.Storage.Sql;

namespace Gantry.Storage;

/// <inheritdoc cref="IStore"/>
/// <param name="database">The database.</param>
/// <param name="secrets">What seals the secrets.</param>
/// <param name="local">Who is told of changes on SQLite; PostgreSQL tells by itself.</param>
internal sealed class Store(ISqlDatabase database, SecretBox secrets, LocalChangeFeed? local) : IStore
{
    public DatabaseKind Kind => database.Dialect.Kind;

    public Task<T> ReadAsync<T>(Func<IStoreSession, Task<T>> read, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async sql =>
            {
                var session = new StoreSession(sql, secrets);
                T result = await read(session);
                session.ThrowIfWritten();
                return result;
            },
            cancellationToken
        );

    public Task<T> WriteAsync<T>(Func<IStoreSession, Task<T>> write, CancellationToken cancellationToken)
    {
        IReadOnlyList<Change> changes = [];
        return database.WriteAsync(
            async sql =>
            {
                var session = new StoreSession(sql, secrets);
                T result = await write(session);
                changes = await session.FlushAsync(cancellationToken);
                return result;
            },
            local is null ? null : () => local.Tell(changes),
            cancellationToken
        );
    }
}
