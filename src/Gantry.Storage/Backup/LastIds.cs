using Gantry.Storage.Sql;

namespace Gantry.Storage.Backup;

/// <summary>Where tables are that count their rows: an id that was given away once is never given again, not even after a restore.</summary>
internal static class LastIds
{
    /// <summary>The last id of each such table.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(
        SqlSession sql,
        CancellationToken cancellationToken
    )
    {
        var last = new Dictionary<string, long>();
        foreach (string table in BackupTables.Saved)
            if (await ReadAsync(sql, table, cancellationToken) is { } id)
                last.Add(table, id);
        return last;
    }

    /// <summary>Goes on after these ids.</summary>
    public static async Task SetAsync(
        SqlSession sql,
        IReadOnlyDictionary<string, long> last,
        CancellationToken cancellationToken
    )
    {
        foreach (string table in BackupTables.Saved)
        {
            bool counts = await CountsAsync(sql, table, cancellationToken);
            if (!counts)
                continue;
            long highest = await sql.GetAsync<long>(
                $"SELECT COALESCE(MAX(id), 0) FROM {table}",
                null,
                cancellationToken
            );
            long id = Math.Max(highest, last.GetValueOrDefault(table));
            if (id > 0)
                await SetAsync(sql, table, id, cancellationToken);
        }
    }

    private static async Task<long?> ReadAsync(SqlSession sql, string table, CancellationToken cancellationToken)
    {
        if (!await CountsAsync(sql, table, cancellationToken))
            return null;
        string select =
            sql.Dialect.Kind == DatabaseKind.Sqlite
                ? "SELECT seq FROM sqlite_sequence WHERE name = @table"
                : "SELECT pg_sequence_last_value(pg_get_serial_sequence(@table, 'id')::regclass)";
        return await sql.FindAsync<long?>(select, new { table }, cancellationToken) is > 0 and { } id ? id : null;
    }

    private static async Task SetAsync(SqlSession sql, string table, long id, CancellationToken cancellationToken)
    {
        if (sql.Dialect.Kind == DatabaseKind.Postgres)
        {
            await sql.GetAsync<long>(
                "SELECT setval(pg_get_serial_sequence(@table, 'id')::regclass, @id)",
                new { table, id },
                cancellationToken
            );
            return;
        }
        await sql.ExecuteAsync("DELETE FROM sqlite_sequence WHERE name = @table", new { table }, cancellationToken);
        await sql.ExecuteAsync(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (@table, @id)",
            new { table, id },
            cancellationToken
        );
    }

    private static Task<bool> CountsAsync(SqlSession sql, string table, CancellationToken cancellationToken) =>
        sql.GetAsync<bool>(
            sql.Dialect.Kind == DatabaseKind.Sqlite
                ? "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = @table AND sql LIKE '%AUTOINCREMENT%')"
                : """
                SELECT EXISTS (
                    SELECT 1 FROM information_schema.columns
                    WHERE table_schema = current_schema() AND table_name = @table AND is_identity = 'YES'
                )
                """,
            new { table },
            cancellationToken
        );
}
