using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Jobs;
using static Gantry.EndToEnd.Tests.Fleet.People.Refusals;

namespace Gantry.EndToEnd.Tests.Fleet.People;

/// <summary>Quotas and approval, and who tries to get round them.</summary>
public sealed class QuotaTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Jobs_that_are_sent_at_the_same_time_do_not_all_find_room(DatabaseKind kind)
    {
        await using TestPeople people = await TestPeople.OpenAsync(kind);
        Caller boss = await people.BossAsync();
        Caller ada = await people.AddAsync(boss, "ada");
        await people.Quotas.SetAsync(boss, Role.Member, new Quota { HoursPerWeek = 3, JobsPerWeek = 100 }, Stop);
        ContentHash hash = await people.Storage.KeepAsync([1]);

        Task<Job>[] jobs = [.. Enumerable.Range(0, 12).Select(i => SendAsync(people, ada, hash, $"job {i}", 3600))];
        await Task.WhenAll(jobs.Select(j => j.ContinueWith(_ => { }, TaskScheduler.Default)));

        jobs.Count(j => j.IsCompletedSuccessfully).ShouldBe(3);
        foreach (Task<Job> refused in jobs.Where(j => j.IsFaulted))
            ((FleetException)refused.Exception!.InnerException!).Error.ShouldBe(FleetError.Quota);
        QuotaUsage usage = await people.Quotas.GetUsageAsync(ada.UserId!.Value, Stop);
        (usage.Jobs, usage.Hours).ShouldBe((3, 3.0));

        people.Storage.Clock.Now += TimeSpan.FromDays(7.1);
        await SendAsync(people, ada, hash, "next week", 3600);
    }

    [Theory]
    [BothDatabases]
    public async Task Every_limit_says_what_is_too_much(DatabaseKind kind)
    {
        await using TestPeople people = await TestPeople.OpenAsync(kind);
        Caller boss = await people.BossAsync();
        Caller ada = await people.AddAsync(boss, "ada");
        long id = ada.UserId!.Value;
        ContentHash hash = await people.Storage.KeepAsync([1]);

        (await TryAsync(new Quota { JobsPerWeek = 0 })).ShouldContain("0 jobs");
        (await TryAsync(new Quota { LongestHours = 0.5 })).ShouldContain("longest print may take 0.5 h");
        (await TryAsync(new Quota { GramsPerWeek = 9 })).ShouldContain("takes 10 g");
        (await TryAsync(new Quota { OneAtATime = true }, copies: 2)).ShouldContain("one copy");
        (await TryAsync(new Quota { HoursPerWeek = 100 }, seconds: 0)).ShouldContain("Nobody knows yet how long");
        await people.Quotas.SetAsync(boss, id, new Quota { OneAtATime = true }, Stop);
        await SendAsync(people, ada, hash, "one", 3600);
        (await TryAsync(new Quota { OneAtATime = true })).ShouldContain("still open");
        // One's own goes before that of the role; without both there is no limit.
        await people.Quotas.SetAsync(boss, Role.Member, new Quota { JobsPerWeek = 1 }, Stop);
        await people.Quotas.SetAsync(boss, id, new Quota(), Stop);
        await SendAsync(people, ada, hash, "two", 3600);
        await people.Quotas.RemoveAsync(boss, id, Stop);
        (await TryAsync(null)).ShouldContain("may send 1 jobs");
        await RefusedAsync(
            FleetError.Invalid,
            () => people.Quotas.SetAsync(boss, id, new Quota { GramsPerWeek = double.NaN }, Stop)
        );

        async Task<string> TryAsync(Quota? quota, int copies = 1, double seconds = 3600)
        {
            if (quota is not null)
                await people.Quotas.SetAsync(boss, id, quota, Stop);
            return (
                await RefusedAsync(FleetError.Quota, () => SendAsync(people, ada, hash, "more", seconds, copies))
            ).Message;
        }
    }

    [Theory]
    [BothDatabases]
    public async Task An_approval_is_for_the_bytes_that_were_looked_at_and_for_nothing_more(DatabaseKind kind)
    {
        await using TestPeople people = await TestPeople.OpenAsync(kind);
        Caller boss = await people.BossAsync();
        Caller ada = await people.AddAsync(boss, "ada");
        await people.Quotas.SetAsync(boss, Role.Member, new Quota { NeedsApproval = true }, Stop);
        ContentHash hash = await people.Storage.KeepAsync([1]);
        ContentHash other = await people.Storage.KeepAsync([2]);
        Job job = await SendAsync(people, ada, hash, "vase", 60);
        job.State.ShouldBe(JobState.AwaitingApproval);

        await RefusedAsync(FleetError.Conflict, () => people.Approvals.ApproveAsync(boss, job.Id, other, null, Stop));
        Job approved = await people.Approvals.ApproveAsync(boss, job.Id, hash, job.Version, Stop);
        (approved.State, approved.ApproverName, approved.ContentHash).ShouldBe((JobState.Queued, "boss", hash));
        await RefusedAsync(FleetError.Conflict, () => people.Approvals.RefuseAsync(boss, job.Id, "late", Stop));

        // The bytes of a job never change, whatever an update says.
        Job sneaky = await people.Store.WriteAsync(
            s => s.Jobs.UpdateAsync(approved with { ContentHash = other, Name = "vase!" }, Stop),
            Stop
        );
        (sneaky.Name, sneaky.ContentHash).ShouldBe(("vase!", hash));

        var needs = new QuotaDecision(true);
        ApprovalService
            .AfterChange(ada, sneaky, sneaky with { Note = "please" }, needs)
            .State.ShouldBe(JobState.Queued);
        ApprovalService
            .AfterChange(ada, sneaky, sneaky with { Copies = 9 }, needs)
            .State.ShouldBe(JobState.AwaitingApproval);
        ApprovalService
            .AfterChange(ada, sneaky, sneaky with { Routing = "{\"model\":\"x\"}" }, needs)
            .ApproverId.ShouldBeNull();
        ApprovalService.AfterChange(boss, sneaky, sneaky with { Copies = 9 }, needs).State.ShouldBe(JobState.Queued);
    }

    /// <summary>What whoever takes jobs in does: one unit of work for the question and the job.</summary>
    private static Task<Job> SendAsync(
        TestPeople people,
        Caller caller,
        ContentHash hash,
        string name,
        double seconds,
        int copies = 1
    ) =>
        people.Store.WriteAsync(
            async s =>
            {
                var job = new Job
                {
                    Name = name,
                    ContentHash = hash,
                    Copies = copies,
                    Seconds = seconds,
                    FilamentG = 10,
                    OwnerId = caller.UserId,
                    OwnerName = caller.Name,
                };
                QuotaDecision decision = await QuotaService.AdmitAsync(
                    s,
                    caller.UserId!.Value,
                    caller.Role!.Value,
                    JobDemand.Of(job),
                    null,
                    Stop
                );
                return await s.Jobs.AddAsync(
                    job with
                    {
                        State = decision.NeedsApproval ? JobState.AwaitingApproval : JobState.Queued,
                    },
                    Stop
                );
            },
            Stop
        );
}
