using Gantry.Storage.Sql;

namespace Gantry.Storage.Events;

/// <inheritdoc cref="IEventRepository"/>
internal sealed class EventRepository(SqlSession sql) : IEventRepository
{
    private readonly List<EventRecord> _pending = [];

    /// <summary>Whether something waits for the end of the unit of work.</summary>
    internal bool HasPending => _pending.Count > 0;

    public void Append(EventRecord happened) => _pending.Add(happened);

    public Task<IReadOnlyList<EventRecord>> ListAfterAsync(long id, int limit, CancellationToken cancellationToken) =>
        sql.QueryAsync<EventRecord>(
            """
            SELECT id, at, kind, printer_id, job_id, user_id, data FROM events WHERE id > @id ORDER BY id LIMIT @limit
            """,
            new { id, limit },
            cancellationToken
        );

    public Task<long> GetLastIdAsync(CancellationToken cancellationToken) =>
        sql.GetAsync<long>("SELECT COALESCE(MAX(id), 0) FROM events", null, cancellationToken);

    public Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            "DELETE FROM events WHERE at < @before AND id < (SELECT MAX(id) FROM events)",
            new { before },
            cancellationToken
        );

    /// <summary>Writes what was appended. Ids are given under a lock, so that nobody sees 8 before 7.</summary>
    /// <returns>The id of the last one; null when there was none.</returns>
    internal async Task<long?> FlushAsync(CancellationToken cancellationToken)
    {
        if (_pending.Count == 0)
            return null;
        await sql.LockAsync("events", cancellationToken);
        long id = await GetLastIdAsync(cancellationToken);
        foreach (EventRecord happened in _pending)
            await sql.ExecuteAsync(
                """
                INSERT INTO events (id, at, kind, printer_id, job_id, user_id, data)
                VALUES (@Id, @At, @Kind, @PrinterId, @JobId, @UserId, @Data)
                """,
                happened with
                {
                    Id = ++id,
                    At = sql.Now,
                    Kind = StoredText.Name(happened.Kind),
                    Data = StoredText.Document(happened.Data),
                },
                cancellationToken
            );
        _pending.Clear();
        return id;
    }
}
