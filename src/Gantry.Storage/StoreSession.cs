using System.Globalization;
using Gantry.Storage.Audit;
using Gantry.Storage.Cluster;
using Gantry.Storage.Events;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;
using Gantry.Storage.People;
using Gantry.Storage.Printers;
using Gantry.Storage.Settings;
using Gantry.Storage.Sql;

namespace Gantry.Storage;

/// <inheritdoc cref="IStoreSession"/>
internal sealed class StoreSession(SqlSession sql, SecretBox secrets) : IStoreSession
{
    private readonly AuditRepository _audit = new(sql);
    private readonly EventRepository _events = new(sql);
    private readonly List<Change> _changes = [];

    public DateTimeOffset Now => sql.Now;

    public IFolderRepository Folders { get; } = new FolderRepository(sql);

    public IFileRepository Files { get; } = new FileRepository(sql);

    public IContentRepository Contents { get; } = new ContentRepository(sql);

    public IPrinterRepository Printers { get; } = new PrinterRepository(sql);

    public IMaintenanceRepository Maintenance { get; } = new MaintenanceRepository(sql);

    public IJobRepository Jobs { get; } = new JobRepository(sql);

    public IPrintRepository Prints { get; } = new PrintRepository(sql);

    public IUserRepository Users { get; } = new UserRepository(sql);

    public ISessionRepository Sessions { get; } = new SessionRepository(sql);

    public IApiKeyRepository ApiKeys { get; } = new ApiKeyRepository(sql);

    public IQuotaRepository Quotas { get; } = new QuotaRepository(sql);

    public IAuditRepository Audit => _audit;

    public ISettingRepository Settings { get; } = new SettingRepository(sql);

    public ISecretRepository Secrets { get; } = new SecretRepository(sql, secrets);

    public IEventRepository Events => _events;

    public IOutboxRepository Outbox { get; } = new OutboxRepository(sql);

    public IIdempotencyRepository Idempotency { get; } = new IdempotencyRepository(sql);

    public INodeRepository Nodes { get; } = new NodeRepository(sql);

    public void Publish(Change change)
    {
        ChangeText.Check(change);
        _changes.Add(change);
    }

    public Task LockAsync(string name, CancellationToken cancellationToken) =>
        sql.LockAsync("named " + name, cancellationToken);

    /// <summary>Writes what was kept for the end: the fewer others wait for its locks, the better.</summary>
    /// <returns>The changes to be told.</returns>
    public async Task<IReadOnlyList<Change>> FlushAsync(CancellationToken cancellationToken)
    {
        sql.ThrowIfFailed();
        await _audit.FlushAsync(cancellationToken);
        if (await _events.FlushAsync(cancellationToken) is { } last)
            _changes.Add(new Change(Change.EventTopic, last.ToString(CultureInfo.InvariantCulture)));
        if (sql.Dialect.Kind == DatabaseKind.Postgres)
            foreach (Change change in _changes)
                await PostgresChangeFeed.NotifyAsync(sql, change, cancellationToken);
        return _changes;
    }

    /// <summary>Nothing may be left that only a write would save.</summary>
    public void ThrowIfWritten()
    {
        sql.ThrowIfFailed();
        if (_changes.Count > 0 || _audit.HasPending || _events.HasPending)
            throw new InvalidOperationException("A unit of work that only reads cannot append or publish anything.");
    }
}
