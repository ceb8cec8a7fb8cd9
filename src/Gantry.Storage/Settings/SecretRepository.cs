using Gantry.Storage.Sql;

namespace Gantry.Storage.Settings;

/// <inheritdoc cref="ISecretRepository"/>
internal sealed class SecretRepository(SqlSession sql, SecretBox box) : ISecretRepository
{
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        byte[]? sealedText = await sql.FindAsync<byte[]>(
            "SELECT sealed FROM secrets WHERE name = @name",
            new { name },
            cancellationToken
        );
        return sealedText is null ? null : box.Open(name, sealedText);
    }

    public Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<string>("SELECT name FROM secrets ORDER BY name", null, cancellationToken);

    public async Task SetAsync(string name, string secret, string changedBy, CancellationToken cancellationToken)
    {
        byte[]? other = await sql.FindAsync<byte[]>(
            "SELECT sealed FROM secrets WHERE name <> @name ORDER BY name LIMIT 1",
            new { name },
            cancellationToken
        );
        if (other is not null && !box.IsMine(other))
            throw new SecretKeyException(
                "The secrets of this database were sealed with another key file. Copy secret.key from the data directory of the node that set them, then try again."
            );
        string clean = StoredText.Name(name);
        await sql.ExecuteAsync(
            """
            INSERT INTO secrets (name, sealed, changed_at, changed_by) VALUES (@clean, @sealedText, @Now, @changedBy)
            ON CONFLICT (name) DO UPDATE SET
                sealed = excluded.sealed, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """,
            new
            {
                clean,
                sealedText = box.Seal(clean, secret),
                sql.Now,
                changedBy = StoredText.Name(changedBy),
            },
            cancellationToken
        );
    }

    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM secrets WHERE name = @name", new { name }, cancellationToken);
}
