using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Backup;

/// <summary>Puts back what <see cref="TableWriter"/> wrote.</summary>
internal static class TableReader
{
    /// <summary>Puts the rows into a table.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="BackupException">The lines are not those of this table.</exception>
    public static async Task<long> ReadAsync(
        SqlSession sql,
        string table,
        Stream from,
        CancellationToken cancellationToken
    )
    {
        var lines = new CappedLines(from);
        IReadOnlyList<(string Name, ColumnKind Kind)> columns = await ReadColumnsAsync(
            sql,
            table,
            lines,
            cancellationToken
        );
        await using DbCommand insert = sql.Connection.CreateCommand();
        insert.CommandText = Insert(table, columns);
        foreach ((_, ColumnKind kind) in columns)
        {
            DbParameter parameter = insert.CreateParameter();
            parameter.ParameterName = $"@p{insert.Parameters.Count}";
            parameter.DbType = TableColumns.ToDbType(kind);
            insert.Parameters.Add(parameter);
        }
        long rows = 0;
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            SetValues(insert, columns, table, line);
            await insert.ExecuteNonQueryAsync(cancellationToken);
            rows++;
        }
        return rows;
    }

    private static string Insert(string table, IReadOnlyList<(string Name, ColumnKind Kind)> columns)
    {
        string names = string.Join(", ", columns.Select(c => c.Name));
        string values = string.Join(", ", Enumerable.Range(0, columns.Count).Select(i => $"@p{i}"));
        string insert = $"INSERT INTO {table} ({names}) VALUES ({values})";
        if (table != BackupTables.Contents)
            return insert;
        // The bytes came first, and took themselves into the books.
        string set = string.Join(
            ", ",
            columns.Where(c => c.Name != "hash").Select(c => $"{c.Name} = excluded.{c.Name}")
        );
        return $"{insert} ON CONFLICT (hash) DO UPDATE SET {set}";
    }

    /// <summary>The names go into SQL, so only those pass that the database itself knows.</summary>
    private static async Task<IReadOnlyList<(string Name, ColumnKind Kind)>> ReadColumnsAsync(
        SqlSession sql,
        string table,
        CappedLines lines,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<(string Name, ColumnKind Kind)> known = await TableColumns.ReadAsync(
            sql,
            table,
            cancellationToken
        );
        string[]? names = null;
        try
        {
            if (await lines.ReadAsync(cancellationToken) is { } line)
                names = JsonSerializer.Deserialize<string[]>(line.Span);
        }
        catch (JsonException)
        {
            // Said below.
        }
        return names is not null && known.Select(c => c.Name).SequenceEqual(names)
            ? known
            : throw Damaged(table, "it has other columns than a database of that version");
    }

    private static void SetValues(
        DbCommand insert,
        IReadOnlyList<(string Name, ColumnKind Kind)> columns,
        string table,
        ReadOnlyMemory<byte> line
    )
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetArrayLength() != columns.Count)
                throw new FormatException();
            for (int i = 0; i < columns.Count; i++)
                insert.Parameters[i].Value = Value(json.RootElement[i], columns[i].Kind);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Damaged(table, "a row is not as it must be", e);
        }
    }

    private static object Value(JsonElement value, ColumnKind kind) =>
        value.ValueKind == JsonValueKind.Null
            ? DBNull.Value
            : kind switch
            {
                ColumnKind.Integer => value.GetInt64(),
                ColumnKind.Number => value.GetDouble(),
                ColumnKind.Boolean => value.GetBoolean(),
                ColumnKind.Bytes => value.GetBytesFromBase64(),
                _ => value.GetString()!,
            };

    private static BackupException Damaged(string table, string how, Exception? inner = null) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The table {table} of the backup is damaged: {how}."), inner);
}
