using Gantry.Storage.Audit;
using Gantry.Storage.Cluster;
using Gantry.Storage.Files;
using Gantry.Storage.Settings;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Backup;

/// <summary>
/// Brings a backup back into an empty data directory, and an empty schema of PostgreSQL. Nothing that is there is ever written
/// over. Bytes come first, then all records in one transaction: a restore that was cut off can be begun again.
/// </summary>
public static class GantryRestore
{
    /// <summary>Restores a backup.</summary>
    /// <param name="options">Where to.</param>
    /// <param name="path">The backup.</param>
    /// <param name="passphrase">Opens the secrets; null: they are left out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="BackupException">It is no backup that may be restored, or there is something already.</exception>
    /// <exception cref="DataDirectoryInUseException">A server runs there.</exception>
    /// <exception cref="StorageException">The database or the file store refuses.</exception>
    /// <exception cref="IOException">The backup cannot be read, or the directory cannot be written.</exception>
    public static async Task<BackupResult> RestoreAsync(
        StorageOptions options,
        string path,
        string? passphrase,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        FileStoreChoice.Check(options);
        SqlDialect dialect = options.Database.Kind == DatabaseKind.Postgres ? SqlDialect.Postgres : SqlDialect.Sqlite;
        using BackupArchive archive = await BackupArchive.OpenAsync(
            path,
            MigrationScript.All(dialect).Count,
            options.Files.MaxBytes,
            cancellationToken
        );
        IReadOnlyDictionary<string, string> secrets = await OpenSecretsAsync(archive, passphrase, cancellationToken);
        using IDisposable held = options.Data.Lock();
        await using ISqlDatabase database =
            dialect.Kind == DatabaseKind.Postgres
                ? new PostgresDatabase(options.Database, time)
                : SqliteDatabase.Open(options.Data.Database, time);
        var migrator = new Migrator(database);
        await PrepareAsync(database, migrator, archive.Manifest.Schema, cancellationToken);
        IFileStore files = GantryStorage.OpenFiles(options, database, time);
        long bytes = await KeepFilesAsync(files, archive, cancellationToken);
        var box = new SecretBox(options.Data.SecretKey);
        long rows = await database.WriteAsync(
            s => PutAsync(s, archive, box, secrets, cancellationToken),
            null,
            cancellationToken
        );
        await migrator.MigrateAsync(null, cancellationToken);
        await NoteAsync(database, box, archive.Manifest, cancellationToken);
        return new BackupResult
        {
            Rows = rows,
            Files = archive.Files.Count,
            Bytes = bytes,
            Secrets = secrets.Count,
            Damaged = archive.End.Damaged,
            CreatedAt = archive.Manifest.CreatedAt,
        };
    }

    private static async Task<IReadOnlyDictionary<string, string>> OpenSecretsAsync(
        BackupArchive archive,
        string? passphrase,
        CancellationToken cancellationToken
    )
    {
        if (passphrase is null)
            return new Dictionary<string, string>();
        byte[] sealedSecrets =
            await archive.ReadSecretsAsync(cancellationToken)
            ?? throw new BackupException(
                "The backup was made without a passphrase and holds no secrets. Leave the passphrase away."
            );
        return BackupSecrets.Open(sealedSecrets, archive.Manifest.Seal!, passphrase);
    }

    /// <summary>Makes the tables as they were when the backup was made, unless something is there.</summary>
    private static async Task PrepareAsync(
        ISqlDatabase database,
        Migrator migrator,
        int schema,
        CancellationToken cancellationToken
    )
    {
        int found = await migrator.GetVersionAsync(cancellationToken);
        bool isUsed = found > 0 && await database.ReadAsync(s => IsUsedAsync(s, cancellationToken), cancellationToken);
        if (isUsed || (found > 0 && found != schema))
            throw new BackupException(
                "There is a database already. Name an empty data directory with --data (and with PostgreSQL an empty schema, as --database 'postgres://…?schema=restored'), or move the old one away."
            );
        await migrator.MigrateAsync(schema, cancellationToken);
    }

    private static async Task<bool> IsUsedAsync(SqlSession sql, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> tables = await TableColumns.ListTablesAsync(sql, cancellationToken);
        foreach (string table in BackupTables.SignsOfUse.Intersect(tables))
            if (await sql.GetAsync<bool>($"SELECT EXISTS (SELECT 1 FROM {table})", null, cancellationToken))
                return true;
        return false;
    }

    private static async Task<long> KeepFilesAsync(
        IFileStore files,
        BackupArchive archive,
        CancellationToken cancellationToken
    )
    {
        long bytes = 0;
        foreach ((ContentHash hash, TarPart part) in archive.Files)
        {
            await using Stream data = part.Open();
            using StagedFile staged = await files.StageAsync(
                (to, stop) => data.CopyToAsync(to, stop),
                new ExpectedContent(part.Size, hash),
                cancellationToken
            );
            await files.KeepAsync(staged, cancellationToken);
            bytes += part.Size;
        }
        return bytes;
    }

    private static async Task<long> PutAsync(
        SqlSession sql,
        BackupArchive archive,
        SecretBox box,
        IReadOnlyDictionary<string, string> secrets,
        CancellationToken cancellationToken
    )
    {
        // Folders lie in folders, and packed bytes refer to plain ones, in any order.
        await sql.ExecuteAsync(
            sql.Dialect.Kind == DatabaseKind.Sqlite ? "PRAGMA defer_foreign_keys = ON" : "SET CONSTRAINTS ALL DEFERRED",
            null,
            cancellationToken
        );
        await sql.ExecuteAsync($"DELETE FROM {BackupTables.Folders}", null, cancellationToken);
        IReadOnlyList<string> known = await TableColumns.ListTablesAsync(sql, cancellationToken);
        long rows = 0;
        foreach (string table in BackupTables.Saved.Intersect(known))
        {
            if (!archive.Tables.TryGetValue(table, out TarPart? part))
                throw new BackupException($"The backup lacks the table {table}.");
            await using Stream data = part.Open();
            rows += await TableReader.ReadAsync(sql, table, data, cancellationToken);
        }
        await LastIds.SetAsync(sql, archive.Manifest.LastIds, cancellationToken);
        var repository = new SecretRepository(sql, box);
        foreach ((string name, string secret) in secrets)
            await repository.SetAsync(name, secret, "restore", cancellationToken);
        return rows;
    }

    private static Task NoteAsync(
        ISqlDatabase database,
        SecretBox box,
        BackupManifest manifest,
        CancellationToken cancellationToken
    )
    {
        IStore store = new Store(database, box, new LocalChangeFeed());
        return store.WriteAsync(
            s =>
            {
                s.Audit.Append(
                    new AuditEntry
                    {
                        UserName = "gantry",
                        Source = "restore",
                        Action = "backup.restore",
                        Detail = $$"""{"createdAt":"{{manifest.CreatedAt:O}}"}""",
                    }
                );
                return Task.CompletedTask;
            },
            cancellationToken
        );
    }
}
