using Gantry.Storage.Sql;

namespace Gantry.Storage.Files;

/// <summary>PostgreSQL's large objects (its manual, chapter 35), by the server's functions.</summary>
internal static class LargeObjects
{
    /// <summary>Bytes written or read by one statement.</summary>
    private const int Chunk = 256 * 1024;

    /// <summary>Makes a large object of all that a stream holds; it is gone again unless the transaction is committed.</summary>
    public static async Task<long> CreateAsync(SqlSession sql, Stream from, CancellationToken cancellationToken)
    {
        long id = await sql.GetAsync<long>("SELECT lo_create(0)::bigint", null, cancellationToken);
        byte[] buffer = new byte[Chunk];
        long offset = 0;
        int count;
        while ((count = await from.ReadAtLeastAsync(buffer, Chunk, false, cancellationToken)) > 0)
        {
            await sql.ExecuteAsync(
                "SELECT lo_put(@id::oid, @offset, @data)",
                new
                {
                    id,
                    offset,
                    data = count == Chunk ? buffer : buffer[..count],
                },
                cancellationToken
            );
            offset += count;
        }
        return id;
    }

    /// <summary>Reads some bytes; fewer at the end.</summary>
    public static Task<byte[]> ReadAsync(
        SqlSession sql,
        long id,
        long offset,
        int count,
        CancellationToken cancellationToken
    ) =>
        sql.GetAsync<byte[]>(
            "SELECT lo_get(@id::oid, @offset, @count)",
            new
            {
                id,
                offset,
                count = Math.Min(count, Chunk),
            },
            cancellationToken
        );

    /// <summary>Removes a large object.</summary>
    public static Task RemoveAsync(SqlSession sql, long id, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("SELECT lo_unlink(@id::oid)", new { id }, cancellationToken);
}
