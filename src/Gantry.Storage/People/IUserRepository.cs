namespace Gantry.Storage.People;

/// <summary>The accounts.</summary>
public interface IUserRepository
{
    /// <summary>One account, or null.</summary>
    Task<UserRecord?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The account of that name, whatever the case, or null.</summary>
    Task<UserRecord?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All accounts by name.</summary>
    Task<IReadOnlyList<UserRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>How many open accounts with a password have a role: 0 administrators means that the first one is still to come.</summary>
    Task<int> CountAsync(string role, CancellationToken cancellationToken);

    /// <summary>Adds an account.</summary>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    Task<UserRecord> AddAsync(UserRecord user, CancellationToken cancellationToken);

    /// <summary>Changes everything but id and times to what the record says.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    Task<UserRecord> UpdateAsync(UserRecord user, CancellationToken cancellationToken);

    /// <summary>Notes that they signed in, which is no change of the account.</summary>
    Task SetSignedInAsync(long id, CancellationToken cancellationToken);

    /// <summary>Removes an account with its sessions, keys and quota. What they did stays under their name.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task RemoveAsync(long id, long version, CancellationToken cancellationToken);
}
