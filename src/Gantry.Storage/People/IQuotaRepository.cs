namespace Gantry.Storage.People;

/// <summary>The quotas of accounts and roles.</summary>
public interface IQuotaRepository
{
    /// <summary>The quota that holds for somebody: their own, or that of the role; null when there is none.</summary>
    Task<QuotaRecord?> FindForAsync(long userId, string role, CancellationToken cancellationToken);

    /// <summary>All quotas.</summary>
    Task<IReadOnlyList<QuotaRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Sets the quota of the account or role that the record names.</summary>
    Task<QuotaRecord> SetAsync(QuotaRecord quota, CancellationToken cancellationToken);

    /// <summary>Removes a quota.</summary>
    Task RemoveAsync(long id, CancellationToken cancellationToken);
}
