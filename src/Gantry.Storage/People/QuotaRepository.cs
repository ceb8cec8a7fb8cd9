using Gantry.Storage.Sql;

namespace Gantry.Storage.People;

/// <inheritdoc cref="IQuotaRepository"/>
internal sealed class QuotaRepository(SqlSession sql) : IQuotaRepository
{
    private const string Columns = """
        id, user_id, role, jobs_per_week, hours_per_week, grams_per_week, longest_hours, one_at_a_time, needs_approval, version
        """;

    public Task<QuotaRecord?> FindForAsync(long userId, string role, CancellationToken cancellationToken) =>
        sql.FindAsync<QuotaRecord>(
            $"""
            SELECT {Columns} FROM quotas WHERE user_id = @userId OR role = @role
            ORDER BY CASE WHEN user_id IS NULL THEN 1 ELSE 0 END LIMIT 1
            """,
            new { userId, role },
            cancellationToken
        );

    public Task<IReadOnlyList<QuotaRecord>> ListAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<QuotaRecord>($"SELECT {Columns} FROM quotas ORDER BY id", null, cancellationToken);

    public Task<QuotaRecord> SetAsync(QuotaRecord quota, CancellationToken cancellationToken)
    {
        string subject = quota.UserId is null ? "role" : "user_id";
        return sql.GetAsync<QuotaRecord>(
            $"""
            INSERT INTO quotas (user_id, role, jobs_per_week, hours_per_week, grams_per_week, longest_hours, one_at_a_time,
                needs_approval)
            VALUES (@UserId, @Role, @JobsPerWeek, @HoursPerWeek, @GramsPerWeek, @LongestHours, @OneAtATime, @NeedsApproval)
            ON CONFLICT ({subject}) DO UPDATE SET
                jobs_per_week = excluded.jobs_per_week, hours_per_week = excluded.hours_per_week,
                grams_per_week = excluded.grams_per_week, longest_hours = excluded.longest_hours,
                one_at_a_time = excluded.one_at_a_time, needs_approval = excluded.needs_approval,
                version = quotas.version + 1
            RETURNING {Columns}
            """,
            quota,
            cancellationToken
        );
    }

    public Task RemoveAsync(long id, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM quotas WHERE id = @id", new { id }, cancellationToken);
}
