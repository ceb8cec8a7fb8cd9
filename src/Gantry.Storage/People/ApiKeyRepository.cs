using Gantry.Storage.Sql;

namespace Gantry.Storage.People;

/// <inheritdoc cref="IApiKeyRepository"/>
internal sealed class ApiKeyRepository(SqlSession sql) : IApiKeyRepository
{
    private const string Columns = """
        id, user_id, name, kind, key_hash, hint, scopes, printer_ids, created_at, expires_at, used_at, revoked_at
        """;

    public Task<ApiKeyRecord?> FindValidAsync(string keyHash, CancellationToken cancellationToken) =>
        sql.FindAsync<ApiKeyRecord>(
            $"""
            SELECT {Columns} FROM api_keys
            WHERE key_hash = @keyHash AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @Now)
            """,
            new { keyHash, sql.Now },
            cancellationToken
        );

    public Task<IReadOnlyList<ApiKeyRecord>> ListAsync(long? userId, CancellationToken cancellationToken)
    {
        var filter = new SqlFilter();
        filter.AddIf("user_id = @userId", "userId", userId);
        return sql.QueryAsync<ApiKeyRecord>(
            $"SELECT {Columns} FROM api_keys {filter.Where} ORDER BY id DESC",
            filter.Values,
            cancellationToken
        );
    }

    public Task<ApiKeyRecord> AddAsync(ApiKeyRecord key, CancellationToken cancellationToken) =>
        sql.GetAsync<ApiKeyRecord>(
            $"""
            INSERT INTO api_keys (user_id, name, kind, key_hash, hint, scopes, printer_ids, created_at, expires_at)
            VALUES (@UserId, @Name, @Kind, @KeyHash, @Hint, @Scopes, @PrinterIds, @Now, @ExpiresAt)
            RETURNING {Columns}
            """,
            new
            {
                key.UserId,
                Name = StoredText.Name(key.Name),
                key.Kind,
                key.KeyHash,
                key.Hint,
                Scopes = StoredText.Document(key.Scopes),
                PrinterIds = key.PrinterIds is { } ids ? StoredText.Document(ids) : null,
                sql.Now,
                key.ExpiresAt,
            },
            cancellationToken
        );

    public Task TouchAsync(long id, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("UPDATE api_keys SET used_at = @Now WHERE id = @id", new { sql.Now, id }, cancellationToken);

    public async Task<bool> RevokeAsync(long id, CancellationToken cancellationToken) =>
        await sql.ExecuteAsync(
            "UPDATE api_keys SET revoked_at = @Now WHERE id = @id AND revoked_at IS NULL",
            new { sql.Now, id },
            cancellationToken
        ) > 0;
}
