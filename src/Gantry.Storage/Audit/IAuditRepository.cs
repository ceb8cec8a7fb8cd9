namespace Gantry.Storage.Audit;

/// <summary>The audit log. The database refuses to change or remove an entry, and a chain of hashes shows if somebody did so behind its back.</summary>
public interface IAuditRepository
{
    /// <summary>Writes an entry at the end, together with all else that the unit of work does.</summary>
    void Append(AuditEntry entry);

    /// <summary>The entries that fit, the latest first.</summary>
    Task<Page<AuditEntry>> SearchAsync(AuditQuery query, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The entries after one, in their order, to be exported.</summary>
    Task<IReadOnlyList<AuditEntry>> ListAfterAsync(long id, int limit, CancellationToken cancellationToken);

    /// <summary>Looks whether the chain is whole.</summary>
    Task<AuditCheck> CheckAsync(CancellationToken cancellationToken);
}
