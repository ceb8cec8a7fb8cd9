using Gantry.Storage.Sql;

namespace Gantry.Storage.Events;

/// <inheritdoc cref="IOutboxRepository"/>
internal sealed class OutboxRepository(SqlSession sql) : IOutboxRepository
{
    private const string Columns =
        "id, channel, kind, data, created_at, next_attempt_at, attempts, last_error, given_up_at";

    public Task AddAsync(OutboxRecord notice, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            INSERT INTO outbox (channel, kind, data, created_at, next_attempt_at)
            VALUES (@Channel, @Kind, @Data, @Now, @Now)
            """,
            new
            {
                Channel = StoredText.Name(notice.Channel),
                Kind = StoredText.Name(notice.Kind),
                Data = StoredText.Document(notice.Data),
                sql.Now,
            },
            cancellationToken
        );

    public async Task<IReadOnlyList<OutboxRecord>> ClaimAsync(
        int limit,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<OutboxRecord> claimed = await sql.QueryAsync<OutboxRecord>(
            $"""
            UPDATE outbox SET attempts = attempts + 1, next_attempt_at = @until
            WHERE id IN (
                SELECT id FROM outbox WHERE next_attempt_at <= @Now AND given_up_at IS NULL
                ORDER BY next_attempt_at, id LIMIT @limit {sql.Dialect.ForUpdateSkipLocked}
            )
            RETURNING {Columns}
            """,
            new
            {
                until = sql.Now + lease,
                sql.Now,
                limit,
            },
            cancellationToken
        );
        return [.. claimed.OrderBy(n => n.Id)];
    }

    public Task RemoveAsync(long id, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM outbox WHERE id = @id", new { id }, cancellationToken);

    public Task RetryAsync(long id, DateTimeOffset at, string error, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            "UPDATE outbox SET next_attempt_at = @at, last_error = @error WHERE id = @id",
            new
            {
                at,
                error = StoredText.Note(error),
                id,
            },
            cancellationToken
        );

    public Task GiveUpAsync(long id, string error, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            "UPDATE outbox SET given_up_at = @Now, last_error = @error WHERE id = @id",
            new
            {
                sql.Now,
                error = StoredText.Note(error),
                id,
            },
            cancellationToken
        );

    public Task<Page<OutboxRecord>> ListGivenUpAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var filter = new SqlFilter();
        filter.Add("given_up_at IS NOT NULL");
        return sql.PageByIdAsync<OutboxRecord>(
            $"SELECT {Columns} FROM outbox",
            filter,
            page,
            n => n.Id,
            cancellationToken
        );
    }

    public Task<IReadOnlyList<OutboxCount>> CountAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<OutboxCount>(
            """
            SELECT channel, COUNT(*) FILTER (WHERE given_up_at IS NULL) AS waiting,
                COUNT(*) FILTER (WHERE given_up_at IS NOT NULL) AS given_up
            FROM outbox GROUP BY channel
            """,
            null,
            cancellationToken
        );

    public Task NoteArrivedAsync(string channel, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            INSERT INTO notice_deliveries (channel, arrived_at) VALUES (@Channel, @Now)
            ON CONFLICT (channel) DO UPDATE SET arrived_at = excluded.arrived_at
            """,
            new { Channel = StoredText.Name(channel), sql.Now },
            cancellationToken
        );

    public Task NoteFailedAsync(string channel, string error, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            INSERT INTO notice_deliveries (channel, failed_at, last_error) VALUES (@Channel, @Now, @Error)
            ON CONFLICT (channel) DO UPDATE SET failed_at = excluded.failed_at, last_error = excluded.last_error
            """,
            new
            {
                Channel = StoredText.Name(channel),
                sql.Now,
                Error = StoredText.Note(error),
            },
            cancellationToken
        );

    public Task<IReadOnlyList<DeliveryRecord>> ListDeliveriesAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<DeliveryRecord>(
            "SELECT channel, arrived_at, failed_at, last_error FROM notice_deliveries ORDER BY channel",
            null,
            cancellationToken
        );

    public Task ForgetAsync(string channel, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM notice_deliveries WHERE channel = @channel", new { channel }, cancellationToken);

    public Task<int> PurgeAsync(DateTimeOffset givenUpBefore, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            "DELETE FROM outbox WHERE given_up_at < @givenUpBefore",
            new { givenUpBefore },
            cancellationToken
        );
}
