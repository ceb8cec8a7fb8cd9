using Gantry.Storage.Sql;

namespace Gantry.Storage.People;

/// <inheritdoc cref="ISessionRepository"/>
internal sealed class SessionRepository(SqlSession sql) : ISessionRepository
{
    private const string Columns = "token_hash, user_id, created_at, seen_at, expires_at, address, agent";

    public Task<SessionRecord?> FindAsync(string tokenHash, CancellationToken cancellationToken) =>
        sql.FindAsync<SessionRecord>(
            $"SELECT {Columns} FROM sessions WHERE token_hash = @tokenHash AND expires_at > @Now",
            new { tokenHash, sql.Now },
            cancellationToken
        );

    public Task<IReadOnlyList<SessionRecord>> ListAsync(long userId, CancellationToken cancellationToken) =>
        sql.QueryAsync<SessionRecord>(
            $"""
            SELECT {Columns} FROM sessions WHERE user_id = @userId AND expires_at > @Now
            ORDER BY created_at DESC, token_hash
            """,
            new { userId, sql.Now },
            cancellationToken
        );

    public Task<SessionRecord> AddAsync(SessionRecord session, CancellationToken cancellationToken) =>
        sql.GetAsync<SessionRecord>(
            $"""
            INSERT INTO sessions (token_hash, user_id, created_at, seen_at, expires_at, address, agent)
            VALUES (@TokenHash, @UserId, @Now, @Now, @ExpiresAt, @Address, @Agent)
            RETURNING {Columns}
            """,
            new
            {
                session.TokenHash,
                session.UserId,
                sql.Now,
                session.ExpiresAt,
                Address = StoredText.Name(session.Address),
                Agent = StoredText.Name(session.Agent),
            },
            cancellationToken
        );

    public Task TouchAsync(string tokenHash, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            "UPDATE sessions SET seen_at = @Now, expires_at = @expiresAt WHERE token_hash = @tokenHash",
            new
            {
                sql.Now,
                expiresAt,
                tokenHash,
            },
            cancellationToken
        );

    public Task RemoveAsync(string tokenHash, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM sessions WHERE token_hash = @tokenHash", new { tokenHash }, cancellationToken);

    public Task<int> RemoveAllAsync(long userId, string? exceptTokenHash, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            "DELETE FROM sessions WHERE user_id = @userId AND token_hash <> @except",
            new { userId, except = exceptTokenHash ?? "" },
            cancellationToken
        );

    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM sessions WHERE expires_at <= @Now", new { sql.Now }, cancellationToken);
}
