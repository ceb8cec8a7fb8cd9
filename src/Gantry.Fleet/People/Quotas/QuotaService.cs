using System.Globalization;
using System.Text.Json;
using Gantry.Fleet.Errors;
using Gantry.Storage;
using Gantry.Storage.Jobs;
using Gantry.Storage.People;

namespace Gantry.Fleet.People;

/// <summary>How much people may print. An account's own quota goes before that of its role.</summary>
public sealed class QuotaService(IStore store)
{
    /// <summary>The time that a quota is about.</summary>
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>All quotas.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async Task<IReadOnlyList<QuotaEntry>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.Demand(Right.UsersManage);
        IReadOnlyList<QuotaRecord> quotas = await store.ReadAsync(
            s => s.Quotas.ListAsync(cancellationToken),
            cancellationToken
        );
        return
        [
            .. quotas.Select(q => new QuotaEntry(
                q.UserId,
                q.Role is { } role ? RoleWords.Read(role) : null,
                Quota.From(q)
            )),
        ];
    }

    /// <summary>Sets the quota of a role.</summary>
    /// <exception cref="FleetException">The caller may not, or a limit is no number from 0 up.</exception>
    public Task<QuotaEntry> SetAsync(Caller caller, Role role, Quota quota, CancellationToken cancellationToken) =>
        SetAsync(caller, quota.ToRecord(null, role.Word()), role.Word(), cancellationToken);

    /// <summary>Sets the quota of an account.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such account, or a limit is no number from 0 up.</exception>
    public Task<QuotaEntry> SetAsync(Caller caller, long userId, Quota quota, CancellationToken cancellationToken) =>
        SetAsync(caller, quota.ToRecord(userId, null), $"user {userId}", cancellationToken);

    /// <summary>Takes an account's own quota away, so that its role's holds again.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such account.</exception>
    public Task RemoveAsync(Caller caller, long userId, CancellationToken cancellationToken)
    {
        caller.Demand(Right.UsersManage);
        return store.WriteAsync(
            async s =>
            {
                IReadOnlyList<QuotaRecord> all = await s.Quotas.ListAsync(cancellationToken);
                if (await s.Users.FindAsync(userId, cancellationToken) is null)
                    throw FleetException.NotFound($"account {userId}");
                if (all.FirstOrDefault(q => q.UserId == userId) is not { } own)
                    return;
                await s.Quotas.RemoveAsync(own.Id, cancellationToken);
                s.Audit.Append(caller.Audit("quota.remove", "user", userId));
            },
            cancellationToken
        );
    }

    /// <summary>What somebody asked for in the last seven days.</summary>
    public Task<QuotaUsage> GetUsageAsync(long userId, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async s => QuotaUsage.From(await s.Jobs.GetUsageAsync(userId, s.Now - Week, cancellationToken)),
            cancellationToken
        );

    /// <summary>
    /// Lets a job pass or refuses it. To be called in the unit of work that adds or changes the job: until it ends, no other
    /// job of the same owner is looked at, so that many at once cannot all find room.
    /// </summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="ownerId">Whose job it is.</param>
    /// <param name="role">The owner's role.</param>
    /// <param name="demand">What the job asks for.</param>
    /// <param name="instead">The job as it was, when one is changed; null for a new one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">With <see cref="FleetError.Quota"/>: it is more than is allowed; the message says by how much.</exception>
    public static async Task<QuotaDecision> AdmitAsync(
        IStoreSession session,
        long ownerId,
        Role role,
        JobDemand demand,
        Job? instead,
        CancellationToken cancellationToken
    )
    {
        QuotaRecord? quota = await session.Quotas.FindForAsync(ownerId, role.Word(), cancellationToken);
        if (quota is null)
            return new QuotaDecision(false);
        JobUsage usage = await session.Jobs.LockUsageAsync(ownerId, session.Now - Week, cancellationToken);
        if (instead is not null)
            usage = Without(usage, instead, session.Now - Week);
        Check(quota, usage, demand);
        return new QuotaDecision(quota.NeedsApproval);
    }

    private static void Check(QuotaRecord quota, JobUsage usage, JobDemand demand)
    {
        if (quota.OneAtATime && usage.Open > 0)
            throw Over("You may have one job at a time, and one is still open.");
        if (quota.OneAtATime && demand.Copies > 1)
            throw Over("You may have one job at a time, which is one copy.");
        if (quota.JobsPerWeek is { } jobs && usage.Jobs + 1 > jobs)
            throw Over($"You may send {jobs} jobs in seven days, and have sent {usage.Jobs}.");
        CheckHours(quota, usage, demand);
        if (quota.GramsPerWeek is { } grams)
        {
            Known(demand.GramsEach, "how much filament");
            if (usage.Grams + demand.Copies * demand.GramsEach > grams)
                throw Over(
                    $"You may use {Text(grams)} g in seven days. {Text(usage.Grams)} g are used, and this takes {Text(demand.Copies * demand.GramsEach)} g."
                );
        }
    }

    private static void CheckHours(QuotaRecord quota, JobUsage usage, JobDemand demand)
    {
        double hours = demand.SecondsEach / 3600;
        if (quota.LongestHours is { } longest)
        {
            Known(hours, "how long");
            if (hours > longest)
                throw Over($"Your longest print may take {Text(longest)} h, and this takes {Text(hours)} h.");
        }
        if (quota.HoursPerWeek is { } week)
        {
            Known(hours, "how long");
            if (usage.Hours + demand.Copies * hours > week)
                throw Over(
                    $"You may print {Text(week)} h in seven days. {Text(usage.Hours)} h are used, and this takes {Text(demand.Copies * hours)} h."
                );
        }
    }

    /// <summary>What the changed job itself took does not count against it.</summary>
    private static JobUsage Without(JobUsage usage, Job job, DateTimeOffset since)
    {
        bool isOpen = job.EndedAt is null;
        if (job.CreatedAt < since)
            return usage with { Open = usage.Open - (isOpen ? 1 : 0) };
        return usage with
        {
            Jobs = usage.Jobs - 1,
            Copies = usage.Copies - job.Copies,
            Hours = usage.Hours - job.Copies * job.Seconds / 3600,
            Grams = usage.Grams - job.Copies * job.FilamentG,
            Open = usage.Open - (isOpen ? 1 : 0),
        };
    }

    private static void Known(double value, string what)
    {
        if (value <= 0)
            throw Over(
                $"Nobody knows yet {what} this takes, so it cannot be held against your quota. Ask an operator."
            );
    }

    private async Task<QuotaEntry> SetAsync(
        Caller caller,
        QuotaRecord quota,
        string subject,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.UsersManage);
        Check(quota);
        QuotaRecord set = await store.WriteAsync(
            async s =>
            {
                if (quota.UserId is { } user && await s.Users.FindAsync(user, cancellationToken) is null)
                    throw FleetException.NotFound($"account {user}");
                s.Audit.Append(
                    caller.Audit("quota.set", "quota", subject, subject, JsonSerializer.Serialize(Quota.From(quota)))
                );
                return await s.Quotas.SetAsync(quota, cancellationToken);
            },
            cancellationToken
        );
        return new QuotaEntry(set.UserId, set.Role is { } role ? RoleWords.Read(role) : null, Quota.From(set));
    }

    private static void Check(QuotaRecord quota)
    {
        var errors = new FieldErrors();
        errors.Require(quota.JobsPerWeek is null or >= 0, "jobsPerWeek", "A limit is 0 or more.");
        errors.Require(IsLimit(quota.HoursPerWeek), "hoursPerWeek", "A limit is 0 or more.");
        errors.Require(IsLimit(quota.GramsPerWeek), "gramsPerWeek", "A limit is 0 or more.");
        errors.Require(IsLimit(quota.LongestHours), "longestHours", "A limit is 0 or more.");
        errors.ThrowIfAny();
    }

    private static bool IsLimit(double? value) => value is null || (double.IsFinite(value.Value) && value >= 0);

    private static FleetException Over(string message) => new(FleetError.Quota, message);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
