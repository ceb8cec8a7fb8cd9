namespace Gantry.Storage.People;

/// <summary>The browsers that are signed in.</summary>
public interface ISessionRepository
{
    /// <summary>The session of a cookie that has not run out, or null.</summary>
    Task<SessionRecord?> FindAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>All sessions of an account that have not run out, the latest first.</summary>
    Task<IReadOnlyList<SessionRecord>> ListAsync(long userId, CancellationToken cancellationToken);

    /// <summary>Begins a session.</summary>
    Task<SessionRecord> AddAsync(SessionRecord session, CancellationToken cancellationToken);

    /// <summary>Notes that it is in use, and prolongs it.</summary>
    Task TouchAsync(string tokenHash, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Ends a session.</summary>
    Task RemoveAsync(string tokenHash, CancellationToken cancellationToken);

    /// <summary>Ends all sessions of an account but one, as after a change of the password.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveAllAsync(long userId, string? exceptTokenHash, CancellationToken cancellationToken);

    /// <summary>Removes those that have run out.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(CancellationToken cancellationToken);
}
