using Gantry.Storage.History;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Jobs;

/// <inheritdoc cref="IJobRepository"/>
internal sealed class JobRepository(SqlSession sql) : IJobRepository
{
    /// <summary>Room between two jobs, for others to be put there.</summary>
    private const long Gap = 65536;

    /// <summary>Jobs that a claim may name. A printer that more of them fit takes one of the first anyway.</summary>
    private const int MaxChoices = 500;

    private const string Columns = """
        id, uid, name, file_id, content_hash, state, priority, rank, copies, copies_started, copies_good, copies_bad, is_held,
        hold_reason, not_before, printer_id, routing, seconds, filament_g, owner_id, owner_name, approver_id, approver_name,
        approved_at, source, note, document, created_at, changed_at, ended_at, version,
        EXISTS (SELECT 1 FROM thumbnails t WHERE t.content_hash = jobs.content_hash) AS has_thumbnail
        """;

    private const string Due = """
        state = 'Queued' AND NOT is_held AND (not_before IS NULL OR not_before <= @Now) AND copies_started < copies
        """;

    private const string Order = "ORDER BY priority DESC, rank, id";

    public async Task<Job?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await SelectAsync("WHERE id = @id", new { id }, cancellationToken)).SingleOrDefault();

    public async Task<Job?> FindAsync(Guid uid, CancellationToken cancellationToken) =>
        (await SelectAsync("WHERE uid = @uid", new { uid }, cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<Job>> ListQueueAsync(int limit, CancellationToken cancellationToken) =>
        SelectAsync($"WHERE ended_at IS NULL {Order} LIMIT @limit", new { limit }, cancellationToken);

    public Task<IReadOnlyList<Job>> ListDueAsync(int limit, CancellationToken cancellationToken) =>
        SelectAsync($"WHERE {Due} {Order} LIMIT @limit", new { sql.Now, limit }, cancellationToken);

    public async Task<Page<Job>> SearchAsync(JobQuery query, PageRequest page, CancellationToken cancellationToken)
    {
        var filter = new SqlFilter();
        filter.AddIf("owner_id = @owner", "owner", query.OwnerId);
        filter.AddIf("printer_id = @printer", "printer", query.PrinterId);
        filter.AddIf(AboutPrinters(), "about", query.AboutPrinters?.ToArray());
        if (query.States.Count > 0)
            filter.AddIf(
                sql.Dialect.In("state", "@states"),
                "states",
                query.States.Select(s => s.ToString()).ToArray()
            );
        Page<Job> rows = await sql.PageByIdAsync<Job>(
            $"SELECT {Columns} FROM jobs",
            filter,
            page,
            j => j.Id,
            cancellationToken
        );
        return rows with { Items = await JobVariants.AttachAsync(sql, rows.Items, cancellationToken) };
    }

    private string AboutPrinters()
    {
        SqlDialect d = sql.Dialect;
        return $"""
            ({d.In("printer_id", "@about")}
                OR printer_id IS NULL AND {d.HasAnyOf("routing", "printerIds", "@about")}
                OR printer_id IS NULL AND {d.HasNo(
                "routing",
                "printerIds"
            )} AND ended_at IS NULL AND copies_started < copies
                OR EXISTS (SELECT 1 FROM prints p WHERE p.job_id = jobs.id AND {d.In("p.printer_id", "@about")}))
            """;
    }

    public async Task<ILookup<long, long>> PrintersOfAsync(
        IEnumerable<long> ids,
        CancellationToken cancellationToken
    ) =>
        (
            await sql.QueryAsync<(long Job, long Printer)>(
                $"""
                SELECT DISTINCT job_id, printer_id FROM prints
                WHERE {sql.Dialect.In("job_id", "@ids")} AND printer_id IS NOT NULL
                """,
                new { ids = ids.ToArray() },
                cancellationToken
            )
        ).ToLookup(p => p.Job, p => p.Printer);

    public async Task<Job> AddAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.OwnerId is { } owner)
            await LockOwnerAsync(owner, cancellationToken);
        Job added = await sql.GetAsync<Job>(
            $"""
            INSERT INTO jobs (uid, name, file_id, content_hash, state, priority, rank, copies, copies_started, copies_good,
                copies_bad, is_held, hold_reason, not_before, printer_id, routing, seconds, filament_g, owner_id, owner_name,
                approver_id, approver_name, approved_at, source, note, document, created_at, changed_at, ended_at)
            VALUES (@Uid, @Name, @FileId, @ContentHash, @State, @Priority,
                (SELECT COALESCE(MAX(rank), 0) + {Gap} FROM jobs WHERE ended_at IS NULL), @Copies, @CopiesStarted,
                @CopiesGood, @CopiesBad, @IsHeld, @HoldReason, @NotBefore, @PrinterId, @Routing, @Seconds, @FilamentG,
                @OwnerId, @OwnerName, @ApproverId, @ApproverName, @ApprovedAt, @Source, @Note, @Document, @Now, @Now,
                @EndedAt)
            RETURNING {Columns}
            """,
            Values(job with { Uid = job.Uid == Guid.Empty ? Guid.NewGuid() : job.Uid }),
            cancellationToken
        );
        await JobVariants.AddAsync(sql, added.Id, job.Variants, cancellationToken);
        return added with { Variants = job.Variants };
    }

    public async Task<Job> UpdateAsync(Job job, CancellationToken cancellationToken) =>
        await WithVariantsAsync(
            await sql.UpdateAsync<Job>(
                $"job {job.Id}",
                job.Version,
                $"""
                UPDATE jobs SET name = @Name, state = @State, priority = @Priority, copies = @Copies,
                    copies_started = @CopiesStarted, copies_good = @CopiesGood, copies_bad = @CopiesBad, is_held = @IsHeld,
                    hold_reason = @HoldReason, not_before = @NotBefore, printer_id = @PrinterId, routing = @Routing,
                    approver_id = @ApproverId, approver_name = @ApproverName, approved_at = @ApprovedAt, note = @Note,
                    document = @Document, changed_at = @Now, ended_at = @EndedAt, version = version + 1
                WHERE id = @Id AND version = @Version
                RETURNING {Columns}
                """,
                Values(job),
                cancellationToken
            ),
            cancellationToken
        );

    public async Task<Job> MoveAsync(long id, long version, long? before, CancellationToken cancellationToken)
    {
        await sql.LockAsync("queue", cancellationToken);
        (int priority, long rank) = await PlaceAsync(id, version, before, cancellationToken);
        return await WithVariantsAsync(
            await sql.UpdateAsync<Job>(
                $"job {id}",
                version,
                $"""
                UPDATE jobs SET priority = @priority, rank = @rank, changed_at = @Now, version = version + 1
                WHERE id = @id AND version = @version
                RETURNING {Columns}
                """,
                new
                {
                    priority,
                    rank,
                    sql.Now,
                    id,
                    version,
                },
                cancellationToken
            ),
            cancellationToken
        );
    }

    public async Task<PrintRecord?> ClaimAsync(JobClaim claim, CancellationToken cancellationToken)
    {
        await PrintBooks.CheckPrinterAsync(sql, claim.PrinterId, claim.Epoch, cancellationToken);
        Job? job = await sql.FindAsync<Job>(
            $"SELECT {Columns} FROM jobs WHERE {sql.Dialect.In("id", "@ids")} AND {Due} {Order} LIMIT 1 {sql.Dialect.ForUpdateSkipLocked}",
            new { ids = claim.Jobs.Take(MaxChoices).Select(j => j.JobId).ToArray(), sql.Now },
            cancellationToken
        );
        if (job is null)
            return null;
        await sql.ExecuteAsync(
            """
            UPDATE jobs SET copies_started = copies_started + 1, changed_at = @Now, version = version + 1,
                state = CASE WHEN copies_started + 1 >= copies THEN 'Active' ELSE state END
            WHERE id = @Id
            """,
            new { sql.Now, job.Id },
            cancellationToken
        );
        JobChoice choice = claim.Jobs.First(j => j.JobId == job.Id);
        return await PrintBooks.BeginAsync(sql, claim, job, choice.ContentHash, cancellationToken);
    }

    public async Task<Job> ReturnCopyAsync(long id, CancellationToken cancellationToken) =>
        await WithVariantsAsync(
            await sql.UpdateAsync<Job>(
                $"job {id}",
                0,
                $"""
                UPDATE jobs SET copies_started = copies_started - 1, changed_at = @Now, version = version + 1,
                    state = CASE WHEN state = 'Active' THEN 'Queued' ELSE state END
                WHERE id = @id AND copies_started > 0
                RETURNING {Columns}
                """,
                new { sql.Now, id },
                cancellationToken
            ),
            cancellationToken
        );

    public async Task<JobUsage> LockUsageAsync(long ownerId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await LockOwnerAsync(ownerId, cancellationToken);
        return await GetUsageAsync(ownerId, since, cancellationToken);
    }

    public Task<JobUsage> GetUsageAsync(long ownerId, DateTimeOffset since, CancellationToken cancellationToken) =>
        // What was refused counts for nothing; of what was cancelled, the copies that were begun.
        sql.GetAsync<JobUsage>(
            """
            SELECT COUNT(CASE WHEN n > 0 AND recent THEN 1 END) AS jobs,
                CAST(COALESCE(SUM(CASE WHEN recent THEN n ELSE 0 END), 0) AS BIGINT) AS copies,
                COALESCE(SUM(CASE WHEN recent THEN n * seconds ELSE 0.0 END), 0.0) / 3600.0 AS hours,
                COALESCE(SUM(CASE WHEN recent THEN n * filament_g ELSE 0.0 END), 0.0) AS grams,
                COUNT(CASE WHEN ended_at IS NULL THEN 1 END) AS open
            FROM (
                SELECT CASE state WHEN 'Refused' THEN 0 WHEN 'Cancelled' THEN copies_started ELSE copies END AS n,
                    created_at >= @since AS recent, seconds, filament_g, ended_at
                FROM jobs WHERE owner_id = @ownerId
            ) AS mine
            """,
            new { since, ownerId },
            cancellationToken
        );

    public Task<int> PurgeAsync(
        DateTimeOffset endedAfter,
        DateTimeOffset endedBefore,
        CancellationToken cancellationToken
    ) =>
        sql.ExecuteAsync(
            "DELETE FROM jobs WHERE ended_at >= @endedAfter AND ended_at < @endedBefore",
            new { endedAfter, endedBefore },
            cancellationToken
        );

    private Task LockOwnerAsync(long ownerId, CancellationToken cancellationToken) =>
        sql.LockAsync($"jobs of user {ownerId}", cancellationToken);

    /// <summary>The priority and rank that put a job where it is wanted.</summary>
    private async Task<(int Priority, long Rank)> PlaceAsync(
        long id,
        long version,
        long? before,
        CancellationToken cancellationToken
    )
    {
        long target = before ?? id;
        for (int attempt = 1; ; attempt++)
        {
            (int Priority, long Rank)? there = await sql.FindAsync<(int, long)?>(
                "SELECT priority, rank FROM jobs WHERE id = @target AND ended_at IS NULL",
                new { target },
                cancellationToken
            );
            if (there is not { } place)
                throw new VersionConflictException($"job {target}", version);
            if (before is null)
                return (place.Priority, await LastRankAsync(cancellationToken) + Gap);
            long above = await sql.GetAsync<long>(
                """
                SELECT COALESCE(MAX(rank), @Rank - 2 * @Gap) FROM jobs
                WHERE ended_at IS NULL AND priority = @Priority AND id <> @id AND (rank, id) < (@Rank, @target)
                """,
                new
                {
                    place.Rank,
                    Gap,
                    place.Priority,
                    id,
                    target,
                },
                cancellationToken
            );
            if (place.Rank - above > 1 || attempt > 1)
                return (place.Priority, above + (place.Rank - above) / 2);
            await SpreadAsync(place.Priority, cancellationToken);
        }
    }

    private Task<long> LastRankAsync(CancellationToken cancellationToken) =>
        sql.GetAsync<long>("SELECT COALESCE(MAX(rank), 0) FROM jobs WHERE ended_at IS NULL", null, cancellationToken);

    /// <summary>Makes room between all jobs of a priority, when two have come too near to put one between them.</summary>
    private Task<int> SpreadAsync(int priority, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            $"""
            UPDATE jobs SET rank = (
                SELECT COUNT(*) FROM jobs other
                WHERE other.ended_at IS NULL AND other.priority = jobs.priority
                    AND (other.rank, other.id) <= (jobs.rank, jobs.id)
            ) * {Gap}
            WHERE ended_at IS NULL AND priority = @priority
            """,
            new { priority },
            cancellationToken
        );

    private async Task<IReadOnlyList<Job>> SelectAsync(
        string where,
        object values,
        CancellationToken cancellationToken
    ) =>
        await JobVariants.AttachAsync(
            sql,
            await sql.QueryAsync<Job>($"SELECT {Columns} FROM jobs {where}", values, cancellationToken),
            cancellationToken
        );

    private async Task<Job> WithVariantsAsync(Job job, CancellationToken cancellationToken) =>
        (await JobVariants.AttachAsync(sql, [job], cancellationToken))[0];

    private object Values(Job job) =>
        new
        {
            job.Id,
            job.Uid,
            Name = StoredText.Name(job.Name),
            job.FileId,
            job.ContentHash,
            State = job.State.ToString(),
            job.Priority,
            job.Copies,
            job.CopiesStarted,
            job.CopiesGood,
            job.CopiesBad,
            job.IsHeld,
            HoldReason = StoredText.Note(job.HoldReason),
            job.NotBefore,
            job.PrinterId,
            Routing = StoredText.Document(job.Routing),
            job.Seconds,
            job.FilamentG,
            job.OwnerId,
            OwnerName = StoredText.Name(job.OwnerName),
            job.ApproverId,
            ApproverName = StoredText.Name(job.ApproverName),
            job.ApprovedAt,
            Source = StoredText.Name(job.Source),
            Note = StoredText.Note(job.Note),
            Document = StoredText.Document(job.Document),
            sql.Now,
            job.EndedAt,
            job.Version,
        };
}
