namespace Gantry.Storage.Settings;

/// <summary>
/// Passwords and keys of others, as of a mail server. They are sealed with the key file of the data directory, and go out to
/// nobody but the code that uses them: an API may tell their names and take new ones.
/// </summary>
public interface ISecretRepository
{
    /// <summary>A secret, or null.</summary>
    /// <exception cref="SecretKeyException">It was sealed with another key file.</exception>
    Task<string?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names of all secrets.</summary>
    Task<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken);

    /// <summary>Sets a secret.</summary>
    /// <exception cref="SecretKeyException">The other secrets were sealed with another key file.</exception>
    Task SetAsync(string name, string secret, string changedBy, CancellationToken cancellationToken);

    /// <summary>Removes a secret.</summary>
    Task RemoveAsync(string name, CancellationToken cancellationToken);
}
