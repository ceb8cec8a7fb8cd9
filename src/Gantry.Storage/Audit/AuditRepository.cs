using Gantry.Storage.Sql;

namespace Gantry.Storage.Audit;

/// <inheritdoc cref="IAuditRepository"/>
internal sealed class AuditRepository(SqlSession sql) : IAuditRepository
{
    private const string Columns =
        "id, at, user_id, user_name, source, action, subject_kind, subject_id, subject_name, detail, hash";

    private const int CheckedAtOnce = 1000;

    private readonly List<AuditEntry> _pending = [];

    /// <summary>Whether something waits for the end of the unit of work.</summary>
    internal bool HasPending => _pending.Count > 0;

    public void Append(AuditEntry entry) => _pending.Add(entry);

    public Task<Page<AuditEntry>> SearchAsync(AuditQuery query, PageRequest page, CancellationToken cancellationToken)
    {
        var filter = new SqlFilter();
        filter.AddIf("user_id = @user", "user", query.UserId);
        filter.AddIf("action = @action", "action", query.Action);
        filter.AddIf("subject_kind = @kind", "kind", query.SubjectKind);
        filter.AddIf("subject_id = @subject", "subject", query.SubjectId);
        filter.AddIf("at >= @from", "from", query.From);
        filter.AddIf("at < @to", "to", query.To);
        return sql.PageByIdAsync<AuditEntry>(
            $"SELECT {Columns} FROM audit",
            filter,
            page,
            e => e.Id,
            cancellationToken
        );
    }

    public Task<IReadOnlyList<AuditEntry>> ListAfterAsync(long id, int limit, CancellationToken cancellationToken) =>
        sql.QueryAsync<AuditEntry>(
            $"SELECT {Columns} FROM audit WHERE id > @id ORDER BY id LIMIT @limit",
            new { id, limit },
            cancellationToken
        );

    public async Task<AuditCheck> CheckAsync(CancellationToken cancellationToken)
    {
        long entries = 0;
        string head = "";
        while (true)
        {
            IReadOnlyList<AuditEntry> part = await ListAfterAsync(entries, CheckedAtOnce, cancellationToken);
            if (part.Count == 0)
                return new AuditCheck(entries, null, head);
            foreach (AuditEntry entry in part)
            {
                if (entry.Id != entries + 1 || entry.HashAfter(head) != entry.Hash)
                    return new AuditCheck(entries, entries + 1, head);
                entries++;
                head = entry.Hash;
            }
        }
    }

    /// <summary>Writes what was appended. The last thing before the commit, because the end of the log is locked until then.</summary>
    internal async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_pending.Count == 0)
            return;
        await sql.LockAsync("audit", cancellationToken);
        AuditEntry? last = await sql.FindAsync<AuditEntry>(
            $"SELECT {Columns} FROM audit ORDER BY id DESC LIMIT 1",
            null,
            cancellationToken
        );
        long id = last?.Id ?? 0;
        string hash = last?.Hash ?? "";
        foreach (AuditEntry entry in _pending)
        {
            AuditEntry written = Clean(entry) with { Id = ++id, At = sql.Now };
            hash = written.HashAfter(hash);
            await sql.ExecuteAsync(
                """
                INSERT INTO audit (id, at, user_id, user_name, source, action, subject_kind, subject_id, subject_name, detail,
                    hash)
                VALUES (@Id, @At, @UserId, @UserName, @Source, @Action, @SubjectKind, @SubjectId, @SubjectName, @Detail,
                    @Hash)
                """,
                written with
                {
                    Hash = hash,
                },
                cancellationToken
            );
        }
        _pending.Clear();
    }

    private static AuditEntry Clean(AuditEntry entry) =>
        entry with
        {
            UserName = StoredText.Name(entry.UserName),
            Source = StoredText.Name(entry.Source),
            Action = StoredText.Name(entry.Action),
            SubjectKind = StoredText.Name(entry.SubjectKind),
            SubjectId = StoredText.Name(entry.SubjectId),
            SubjectName = StoredText.Name(entry.SubjectName),
            Detail = StoredText.Document(entry.Detail),
        };
}
