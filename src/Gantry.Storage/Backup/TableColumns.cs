using System.Data;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Backup;

/// <summary>The columns of a table.</summary>
internal static class TableColumns
{
    /// <summary>Reads them from the database.</summary>
    public static async Task<IReadOnlyList<(string Name, ColumnKind Kind)>> ReadAsync(
        SqlSession sql,
        string table,
        CancellationToken cancellationToken
    )
    {
        string select =
            sql.Dialect.Kind == DatabaseKind.Sqlite
                ? "SELECT name, lower(type) FROM pragma_table_info(@table) ORDER BY name"
                : """
                    SELECT column_name, data_type FROM information_schema.columns
                    WHERE table_schema = current_schema() AND table_name = @table ORDER BY column_name
                    """;
        IReadOnlyList<(string Name, string Type)> columns = await sql.QueryAsync<(string, string)>(
            select,
            new { table },
            cancellationToken
        );
        return
        [
            .. columns
                .Where(c => !BackupTables.IsLeft(table, c.Name))
                .Select(c => (c.Name, KindOf(table, c.Name, c.Type))),
        ];
    }

    /// <summary>All tables of the schema.</summary>
    public static Task<IReadOnlyList<string>> ListTablesAsync(SqlSession sql, CancellationToken cancellationToken) =>
        sql.QueryAsync<string>(
            sql.Dialect.Kind == DatabaseKind.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
                : "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1",
            null,
            cancellationToken
        );

    /// <summary>The type of a parameter.</summary>
    public static DbType ToDbType(ColumnKind kind) =>
        kind switch
        {
            ColumnKind.Integer => DbType.Int64,
            ColumnKind.Number => DbType.Double,
            ColumnKind.Boolean => DbType.Boolean,
            ColumnKind.Bytes => DbType.Binary,
            _ => DbType.String,
        };

    private static ColumnKind KindOf(string table, string column, string type) =>
        type switch
        {
            "integer" or "bigint" => ColumnKind.Integer,
            "double precision" => ColumnKind.Number,
            "boolean" => ColumnKind.Boolean,
            "blob" or "bytea" => ColumnKind.Bytes,
            "text" => ColumnKind.Text,
            _ => throw new InvalidOperationException($"{table}.{column} is of a type that no backup knows: {type}."),
        };
}
