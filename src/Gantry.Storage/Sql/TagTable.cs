namespace Gantry.Storage.Sql;

/// <summary>A table of tags: which record has which.</summary>
/// <param name="sql">The transaction.</param>
/// <param name="table">The table.</param>
/// <param name="owner">The column of the record's id.</param>
internal sealed class TagTable(SqlSession sql, string table, string owner)
{
    /// <summary>The most tags of a record.</summary>
    public const int Max = 32;

    /// <summary>Gives a record these tags instead of those that it had.</summary>
    /// <returns>The tags as they are kept.</returns>
    public async Task<string[]> SetAsync(long id, IEnumerable<string> tags, CancellationToken cancellationToken)
    {
        string[] wanted = StoredText.Tags(tags);
        if (wanted.Length > Max)
            throw new StorageException($"{Max} tags are the most, not {wanted.Length}.");
        await sql.ExecuteAsync($"DELETE FROM {table} WHERE {owner} = @id", new { id }, cancellationToken);
        foreach (string tag in wanted)
            await sql.ExecuteAsync(
                $"INSERT INTO {table} ({owner}, tag) VALUES (@id, @tag)",
                new { id, tag },
                cancellationToken
            );
        return wanted;
    }

    /// <summary>The tags of some records, sorted.</summary>
    public async Task<ILookup<long, string>> GetAsync(IEnumerable<long> ids, CancellationToken cancellationToken) =>
        (
            await sql.QueryAsync<(long Id, string Tag)>(
                $"SELECT {owner}, tag FROM {table} WHERE {sql.Dialect.In(owner, "@ids")} ORDER BY tag",
                new { ids = ids.ToArray() },
                cancellationToken
            )
        ).ToLookup(t => t.Id, t => t.Tag);
}
