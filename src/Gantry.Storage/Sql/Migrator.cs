namespace Gantry.Storage.Sql;

/// <summary>
/// Brings the schema up to date, one numbered step after the other, each in a transaction of its own. Of several processes
/// that start at once, one does a step and the others wait for it.
/// </summary>
internal sealed class Migrator
{
    private readonly ISqlDatabase _database;
    private readonly IReadOnlyList<MigrationScript> _scripts;

    public Migrator(ISqlDatabase database)
    {
        _database = database;
        _scripts = MigrationScript.All(database.Dialect);
    }

    /// <summary>The version that this program makes and needs.</summary>
    public int Newest => _scripts.Count;

    /// <summary>The version that the database has; 0 for an empty one.</summary>
    public Task<int> GetVersionAsync(CancellationToken cancellationToken) =>
        _database.ReadAsync(session => GetVersionAsync(session, cancellationToken), cancellationToken);

    /// <summary>Brings the schema to a version, or to the newest.</summary>
    /// <exception cref="SchemaVersionException">The database is newer than the program.</exception>
    /// <exception cref="StorageException">A step failed; those before it stay.</exception>
    public async Task MigrateAsync(int? target, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        while (
            await _database.WriteAsync(s => StepAsync(s, target ?? Newest, cancellationToken), null, cancellationToken)
        ) { }
    }

    /// <summary>Makes sure that the database has exactly the version that the program needs.</summary>
    /// <exception cref="SchemaVersionException">It is older or newer.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        int found = await GetVersionAsync(cancellationToken);
        ThrowIfNewer(found);
        if (found < Newest)
            throw new SchemaVersionException(
                $"The database has schema {found}, this program needs {Newest}. Start 'gantry serve' of this version once, which brings it up to date.",
                found,
                Newest
            );
    }

    private async Task<bool> StepAsync(SqlSession session, int target, CancellationToken cancellationToken)
    {
        await session.LockAsync("migrate", cancellationToken);
        int found = await GetVersionAsync(session, cancellationToken);
        ThrowIfNewer(found);
        if (found >= target)
            return false;
        MigrationScript script = _scripts[found];
        await session.ExecuteAsync(script.Sql, null, cancellationToken);
        await session.ExecuteAsync(
            "INSERT INTO schema_versions (version, name, applied_at) VALUES (@Version, @Name, @Now)",
            new
            {
                script.Version,
                script.Name,
                session.Now,
            },
            cancellationToken
        );
        return true;
    }

    /// <summary>The schema in PostgreSQL and the table that keeps the version.</summary>
    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (await _database.ReadAsync(s => HasVersionsAsync(s, cancellationToken), cancellationToken))
            return;
        await _database.WriteAsync(
            async session =>
            {
                await session.LockAsync("migrate", cancellationToken);
                if (session.Dialect.Kind == DatabaseKind.Postgres)
                    await session.ExecuteAsync(
                        $"CREATE SCHEMA IF NOT EXISTS {session.Schema}",
                        null,
                        cancellationToken
                    );
                return await session.ExecuteAsync(
                    """
                    CREATE TABLE IF NOT EXISTS schema_versions (
                        version BIGINT PRIMARY KEY,
                        name TEXT NOT NULL,
                        applied_at BIGINT NOT NULL
                    )
                    """,
                    null,
                    cancellationToken
                );
            },
            null,
            cancellationToken
        );
    }

    private static async Task<int> GetVersionAsync(SqlSession session, CancellationToken cancellationToken) =>
        await HasVersionsAsync(session, cancellationToken)
            ? await session.GetAsync<int>(
                "SELECT COALESCE(MAX(version), 0) FROM schema_versions",
                null,
                cancellationToken
            )
            : 0;

    private static Task<bool> HasVersionsAsync(SqlSession session, CancellationToken cancellationToken) =>
        session.GetAsync<bool>(
            session.Dialect.Kind == DatabaseKind.Sqlite
                ? "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_versions')"
                : "SELECT to_regclass('schema_versions') IS NOT NULL",
            null,
            cancellationToken
        );

    private void ThrowIfNewer(int found)
    {
        if (found > Newest)
            throw new SchemaVersionException(
                $"The database has schema {found}, this program knows {Newest} at most: it was used by a newer Gantry. Run that version, or restore a backup from before.",
                found,
                Newest
            );
    }
}
