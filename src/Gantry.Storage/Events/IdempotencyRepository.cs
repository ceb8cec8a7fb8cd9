using Gantry.Storage.Sql;

namespace Gantry.Storage.Events;

/// <inheritdoc cref="IIdempotencyRepository"/>
internal sealed class IdempotencyRepository(SqlSession sql) : IIdempotencyRepository
{
    private const string Columns =
        "scope, key, request_hash, node, node_started_at, attempt, made_id, status, answer, location, etag, created_at, expires_at";

    /// <summary>Too old, given up by the node that began it, or of an earlier start of that node, or that node is gone.</summary>
    private const string Abandoned = """
        (
            idempotency_keys.created_at <= @abandoned
            OR idempotency_keys.attempt = @lost
            OR (idempotency_keys.node = @Node AND idempotency_keys.node_started_at <> @NodeStartedAt)
            OR EXISTS (
                SELECT 1 FROM nodes n
                WHERE n.id = idempotency_keys.node
                    AND (
                        n.started_at > idempotency_keys.node_started_at
                        OR (n.id <> @Node AND n.seen_at <= @silent)
                    )
            )
        )
        """;

    /// <summary>The row of one attempt: of a call that was begun anew there is another one.</summary>
    private const string OfAttempt = "WHERE scope = @Scope AND key = @Key AND attempt = @Attempt AND status IS NULL";

    public async Task<IdempotencyRecord?> BeginAsync(
        IdempotencyRecord call,
        TimeSpan lifetime,
        TimeSpan abandonedAfter,
        string? lost,
        CancellationToken cancellationToken
    )
    {
        var values = new
        {
            call.Scope,
            Key = Check(call.Key),
            call.RequestHash,
            call.Node,
            call.NodeStartedAt,
            call.Attempt,
            sql.Now,
            expires = sql.Now + lifetime,
            abandoned = sql.Now - abandonedAfter,
            silent = sql.Now - IIdempotencyRepository.NodeSilence,
            // No attempt is called so; a null would have no type in PostgreSQL.
            lost = lost ?? "none",
        };
        // What has made something is never done again, however dead it is.
        int begun = await sql.ExecuteAsync(
            $"""
            INSERT INTO idempotency_keys (
                scope, key, request_hash, node, node_started_at, attempt, created_at, expires_at
            )
            VALUES (@Scope, @Key, @RequestHash, @Node, @NodeStartedAt, @Attempt, @Now, @expires)
            ON CONFLICT (scope, key) DO UPDATE SET
                request_hash = excluded.request_hash, node = excluded.node, node_started_at = excluded.node_started_at,
                attempt = excluded.attempt, made_id = NULL, status = NULL, answer = NULL, location = '', etag = '',
                created_at = excluded.created_at, expires_at = excluded.expires_at
            WHERE idempotency_keys.expires_at <= @Now
                OR (
                    idempotency_keys.status IS NULL AND idempotency_keys.made_id IS NULL
                    AND idempotency_keys.request_hash = @RequestHash
                    AND {Abandoned}
                )
            """,
            values,
            cancellationToken
        );
        if (begun > 0)
            return null;
        return await sql.FindAsync<IdempotencyRecord>(
            $"""
            SELECT {Columns}, status IS NULL AND {Abandoned} AS is_abandoned
            FROM idempotency_keys WHERE scope = @Scope AND key = @Key
            """,
            values,
            cancellationToken
        );
    }

    public async Task NoteAsync(CallKey call, long? madeId, CancellationToken cancellationToken)
    {
        int noted = await sql.ExecuteAsync(
            $"UPDATE idempotency_keys SET made_id = @madeId {OfAttempt}",
            new
            {
                madeId,
                call.Scope,
                call.Key,
                call.Attempt,
            },
            cancellationToken
        );
        if (noted == 0)
            throw new CallTakenOverException();
    }

    public Task CompleteAsync(CallKey call, CallAnswer answer, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            $"""
            UPDATE idempotency_keys SET status = @Status, answer = @Body, location = @Location, etag = @ETag {OfAttempt}
            """,
            new
            {
                answer.Status,
                answer.Body,
                answer.Location,
                answer.ETag,
                call.Scope,
                call.Key,
                call.Attempt,
            },
            cancellationToken
        );

    public Task RemoveAsync(CallKey call, CancellationToken cancellationToken) =>
        sql.ExecuteAsync($"DELETE FROM idempotency_keys {OfAttempt} AND made_id IS NULL", call, cancellationToken);

    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM idempotency_keys WHERE expires_at <= @Now", new { sql.Now }, cancellationToken);

    /// <summary>A key that is cut could be another one.</summary>
    private static string Check(string key) =>
        key.Length <= StoredText.MaxName && StoredText.Name(key) == key
            ? key
            : throw new StorageException($"An idempotency key has {StoredText.MaxName} characters at most.");
}
