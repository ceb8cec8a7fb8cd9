namespace Gantry.Storage.People;

/// <summary>The keys of programs.</summary>
public interface IApiKeyRepository
{
    /// <summary>The key with a hash that has neither run out nor been taken back, or null.</summary>
    Task<ApiKeyRecord?> FindValidAsync(string keyHash, CancellationToken cancellationToken);

    /// <summary>All keys of an account, or of everybody, the latest first.</summary>
    Task<IReadOnlyList<ApiKeyRecord>> ListAsync(long? userId, CancellationToken cancellationToken);

    /// <summary>Adds a key.</summary>
    Task<ApiKeyRecord> AddAsync(ApiKeyRecord key, CancellationToken cancellationToken);

    /// <summary>Notes that it is in use.</summary>
    Task TouchAsync(long id, CancellationToken cancellationToken);

    /// <summary>Takes a key back; false when there is no such key that still was good.</summary>
    Task<bool> RevokeAsync(long id, CancellationToken cancellationToken);
}
