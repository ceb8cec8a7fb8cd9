using System.Buffers;
using System.Data.Common;
using System.Text.Json;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Backup;

/// <summary>Writes a table as lines of JSON: the names of the columns, then a row each.</summary>
internal static class TableWriter
{
    /// <summary>Writes a table.</summary>
    /// <returns>How many rows.</returns>
    public static async Task<long> WriteAsync(
        SqlSession sql,
        string table,
        Stream to,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<(string Name, ColumnKind Kind)> columns = await TableColumns.ReadAsync(
            sql,
            table,
            cancellationToken
        );
        var line = new ArrayBufferWriter<byte>(64 * 1024);
        await using var json = new Utf8JsonWriter(line);
        json.WriteStartArray();
        foreach ((string name, _) in columns)
            json.WriteStringValue(name);
        json.WriteEndArray();
        await EndLineAsync(json, line, to, cancellationToken);
        await using DbCommand command = sql.Connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(c => c.Name))} FROM {table}";
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        long rows = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            json.WriteStartArray();
            for (int i = 0; i < columns.Count; i++)
                Write(json, reader, i, columns[i].Kind);
            json.WriteEndArray();
            await EndLineAsync(json, line, to, cancellationToken);
            rows++;
        }
        return rows;
    }

    private static void Write(Utf8JsonWriter json, DbDataReader reader, int column, ColumnKind kind)
    {
        if (reader.IsDBNull(column))
            json.WriteNullValue();
        else
            switch (kind)
            {
                case ColumnKind.Integer:
                    json.WriteNumberValue(reader.GetInt64(column));
                    break;
                case ColumnKind.Number:
                    WriteNumber(json, reader.GetDouble(column));
                    break;
                case ColumnKind.Boolean:
                    json.WriteBooleanValue(reader.GetBoolean(column));
                    break;
                case ColumnKind.Bytes:
                    json.WriteBase64StringValue(reader.GetFieldValue<byte[]>(column));
                    break;
                default:
                    json.WriteStringValue(reader.GetString(column));
                    break;
            }
    }

    /// <summary>JSON has no words for what is no number.</summary>
    private static void WriteNumber(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteNumberValue(0);
    }

    private static async Task EndLineAsync(
        Utf8JsonWriter json,
        ArrayBufferWriter<byte> line,
        Stream to,
        CancellationToken cancellationToken
    )
    {
        await json.FlushAsync(cancellationToken);
        line.Write("\n"u8);
        await to.WriteAsync(line.WrittenMemory, cancellationToken);
        line.ResetWrittenCount();
        json.Reset();
    }
}
