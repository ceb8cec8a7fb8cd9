using Gantry.Storage.Sql;

namespace Gantry.Storage.Events;

/// <inheritdoc cref="IIdempotencyRepository"/>
internal sealed class IdempotencyRepository(SqlSession sql) : IIdempotencyRepository
{
    public async Task<IdempotencyRecord?> BeginAsync(
        string scope,
        string key,
        string requestHash,
        TimeSpan lifetime,
        TimeSpan abandonedAfter,
        CancellationToken cancellationToken
    )
    {
        var values = new
        {
            scope,
            key = Check(key),
            requestHash,
            sql.Now,
            expires = sql.Now + lifetime,
            abandoned = sql.Now - abandonedAfter,
        };
        // Taken over: one whose time is over, or that was begun long ago by a process that died.
        int begun = await sql.ExecuteAsync(
            """
            INSERT INTO idempotency_keys (scope, key, request_hash, created_at, expires_at)
            VALUES (@scope, @key, @requestHash, @Now, @expires)
            ON CONFLICT (scope, key) DO UPDATE SET
                request_hash = excluded.request_hash, status = NULL, answer = NULL,
                created_at = excluded.created_at, expires_at = excluded.expires_at
            WHERE idempotency_keys.expires_at <= @Now
                OR (idempotency_keys.status IS NULL AND idempotency_keys.created_at <= @abandoned
                    AND idempotency_keys.request_hash = @requestHash)
            """,
            values,
            cancellationToken
        );
        if (begun > 0)
            return null;
        return await sql.FindAsync<IdempotencyRecord>(
            """
            SELECT scope, key, request_hash, status, answer, created_at, expires_at FROM idempotency_keys
            WHERE scope = @scope AND key = @key
            """,
            values,
            cancellationToken
        );
    }

    public Task CompleteAsync(
        string scope,
        string key,
        int status,
        byte[] answer,
        CancellationToken cancellationToken
    ) =>
        sql.ExecuteAsync(
            "UPDATE idempotency_keys SET status = @status, answer = @answer WHERE scope = @scope AND key = @key",
            new
            {
                status,
                answer,
                scope,
                key = Check(key),
            },
            cancellationToken
        );

    public Task RemoveAsync(string scope, string key, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            "DELETE FROM idempotency_keys WHERE scope = @scope AND key = @key",
            new { scope, key = Check(key) },
            cancellationToken
        );

    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM idempotency_keys WHERE expires_at <= @Now", new { sql.Now }, cancellationToken);

    /// <summary>A key that is cut could be another one.</summary>
    private static string Check(string key) =>
        key.Length <= StoredText.MaxName && StoredText.Name(key) == key
            ? key
            : throw new StorageException($"An idempotency key has {StoredText.MaxName} characters at most.");
}
