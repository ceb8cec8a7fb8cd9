using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.People;
using Gantry.Storage.Printers;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class JobTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task A_job_comes_back_with_its_variants(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        ContentHash other = await test.KeepAsync([8]);
        JobVariant variant = new()
        {
            PrinterModel = "MK3",
            ContentHash = other,
            Seconds = 5,
        };

        Job added = await test.AddJobAsync(
            "a",
            j => j with { Copies = 3, Routing = """{"tag":"x"}""", Variants = [variant] }
        );

        Job found = (await Read(test, s => s.Jobs.FindAsync(added.Uid, Stop)))!;
        found.Variants.ShouldBe([variant]);
        (found with { Variants = added.Variants }).ShouldBe(added);
        Job changed = await Write(test, s => s.Jobs.UpdateAsync(found with { IsHeld = true, Note = "wait" }, Stop));
        changed.Variants.ShouldBe([variant]);
        (changed.IsHeld, changed.Note, changed.Version).ShouldBe((true, "wait", 2));
        await Should.ThrowAsync<VersionConflictException>(() => Write(test, s => s.Jobs.UpdateAsync(found, Stop)));
    }

    [Theory]
    [BothDatabases]
    public async Task The_queue_goes_by_priority_and_rank_and_a_job_can_be_put_anywhere(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        Job a = await test.AddJobAsync("a");
        Job b = await test.AddJobAsync("b");
        Job c = await test.AddJobAsync("c");
        Job urgent = await test.AddJobAsync("urgent", j => j with { Priority = 5 });

        await Write(test, s => s.Jobs.MoveAsync(c.Id, c.Version, a.Id, Stop));
        await Write(test, s => s.Jobs.MoveAsync(b.Id, b.Version, urgent.Id, Stop));
        (await Queue(test)).ShouldBe(["b", "urgent", "c", "a"]);
        await Write(test, s => s.Jobs.MoveAsync(urgent.Id, urgent.Version, null, Stop));
        Job later = await test.AddJobAsync("later", j => j with { Priority = 5 });
        Job first = await Write(test, s => s.Jobs.MoveAsync(later.Id, later.Version, b.Id, Stop));

        (await Queue(test)).ShouldBe(["later", "b", "urgent", "c", "a"]);
        first.Version.ShouldBe(2);
        await Should.ThrowAsync<VersionConflictException>(() =>
            Write(test, s => s.Jobs.MoveAsync(a.Id, a.Version, 99, Stop))
        );
    }

    [Theory]
    [BothDatabases]
    public async Task There_is_always_room_between_two_jobs(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        Job last = await test.AddJobAsync("last");
        var expected = new List<string> { "last" };
        Job a = await test.AddJobAsync("a");
        Job b = await test.AddJobAsync("b");
        // Each time the second goes before the first of the pair, so that the gap halves.
        for (int i = 0; i < 40; i++)
        {
            a = await Write(test, s => s.Jobs.MoveAsync(a.Id, a.Version, last.Id, Stop));
            b = await Write(test, s => s.Jobs.MoveAsync(b.Id, b.Version, last.Id, Stop));
            (a, b) = (b, a);
        }
        (await Queue(test)).ShouldBe([b.Name, a.Name, "last"], ignoreOrder: false);
        await test.AddJobAsync("new");
        (await Queue(test))[^1].ShouldBe("new");
    }

    [Theory]
    [BothDatabases]
    public async Task Only_what_may_start_now_is_due(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await test.AddJobAsync("due");
        await test.AddJobAsync("held", j => j with { IsHeld = true });
        await test.AddJobAsync("later", j => j with { NotBefore = test.Clock.Now + TimeSpan.FromMinutes(1) });
        await test.AddJobAsync("unapproved", j => j with { State = JobState.AwaitingApproval });
        await test.AddJobAsync("all started", j => j with { CopiesStarted = 1 });

        (await Due(test)).ShouldBe(["due"]);
        test.Clock.Now += TimeSpan.FromMinutes(1);
        (await Due(test)).ShouldBe(["due", "later"]);
    }

    [Theory]
    [BothDatabases]
    public async Task A_claim_begins_one_copy_and_leaves_the_rest(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        PrinterRecord second = await test.AddPrinterAsync("two");
        await using IPrinterLease lease = await test.TakeAsync(printer);
        await using IPrinterLease leaseOfSecond = await test.TakeAsync(second);
        Job job = await test.AddJobAsync("a", j => j with { Copies = 2 });

        PrintRecord print = (await test.ClaimAsync(printer, lease, job))!;

        (print.JobId, print.PrinterId, print.PrinterName, print.State, print.Node, print.Epoch).ShouldBe(
            (job.Id, printer.Id, "one", PrintState.Starting, "one", 1)
        );
        await Should.ThrowAsync<StillInUseException>(() => test.ClaimAsync(printer, lease, job));
        (await Read(test, s => s.Jobs.FindAsync(job.Id, Stop)))!.State.ShouldBe(JobState.Queued);
        (await test.ClaimAsync(second, leaseOfSecond, job)).ShouldNotBeNull();
        Job all = (await Read(test, s => s.Jobs.FindAsync(job.Id, Stop)))!;
        (all.State, all.CopiesStarted).ShouldBe((JobState.Active, 2));
        await test.EndAsync(print);
        (await test.ClaimAsync(printer, lease, job)).ShouldBeNull();
        Job back = await Write(test, s => s.Jobs.ReturnCopyAsync(job.Id, Stop));
        (back.State, back.CopiesStarted).ShouldBe((JobState.Queued, 1));
    }

    [Theory]
    [BothDatabases]
    public async Task Of_many_printers_that_ask_at_once_each_gets_a_copy_of_its_own(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        // As another process would, with connections of its own.
        GantryStorage other = await test.OpenAsync("two");
        Job[] jobs =
        [
            await test.AddJobAsync("a", j => j with { Copies = 3 }),
            await test.AddJobAsync("b"),
            await test.AddJobAsync("c"),
        ];
        var claims = new List<Task<PrintRecord?>>();
        for (int i = 0; i < 16; i++)
        {
            PrinterRecord printer = await test.AddPrinterAsync($"p{i}");
            IStore store = i % 2 == 0 ? test.Store : other.Store;
            long epoch = (await test.TakeAsync(printer)).Epoch;
            JobChoice[] choices = [.. jobs.Select(j => new JobChoice(j.Id, j.ContentHash!.Value))];
            claims.Add(
                ClaimUntilAsync(
                    store,
                    new JobClaim
                    {
                        PrinterId = printer.Id,
                        Epoch = epoch,
                        Jobs = choices,
                    }
                )
            );
        }

        PrintRecord?[] prints = await Task.WhenAll(claims);

        prints
            .OfType<PrintRecord>()
            .GroupBy(p => p.JobId)
            .Select(g => (g.Key, g.Count()))
            .Order()
            .ShouldBe([(jobs[0].Id, 3), (jobs[1].Id, 1), (jobs[2].Id, 1)]);
        (await Due(test)).ShouldBeEmpty();
    }

    [Theory]
    [BothDatabases]
    public async Task An_owner_that_was_declared_dead_starts_nothing(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        IPrinterLease old = await test.TakeAsync(printer);
        await old.DisposeAsync();
        await using IPrinterLease lease = await test.TakeAsync(printer);
        Job job = await test.AddJobAsync("a");

        lease.Epoch.ShouldBe(old.Epoch + 1);
        await Should.ThrowAsync<VersionConflictException>(() => test.ClaimAsync(printer, old, job));
        (await test.ClaimAsync(printer, lease, job)).ShouldNotBeNull();
    }

    [Theory]
    [BothDatabases]
    public async Task A_quota_holds_when_many_jobs_are_sent_at_once(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        UserRecord ada = await test.AddUserAsync("ada");
        ContentHash hash = await test.KeepAsync([7]);
        var job = new Job
        {
            Name = "x",
            ContentHash = hash,
            OwnerId = ada.Id,
            OwnerName = "ada",
            Copies = 2,
            Seconds = 1800,
            FilamentG = 10,
        };

        bool[] taken = await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ =>
                    Write(
                        test,
                        async s =>
                        {
                            JobUsage used = await s.Jobs.LockUsageAsync(
                                ada.Id,
                                test.Clock.Now - TimeSpan.FromDays(7),
                                Stop
                            );
                            if (used.Hours + 1 > 3)
                                return false;
                            await s.Jobs.AddAsync(job, Stop);
                            return true;
                        }
                    )
                )
        );

        taken.Count(t => t).ShouldBe(3);
        await Write(test, s => s.Jobs.AddAsync(job with { State = JobState.Refused, EndedAt = s.Now }, Stop));
        JobUsage usage = await Write(test, s => s.Jobs.LockUsageAsync(ada.Id, test.Clock.Now, Stop));
        usage.ShouldBe(
            new JobUsage
            {
                Jobs = 3,
                Copies = 6,
                Hours = 3,
                Grams = 60,
                Open = 3,
            }
        );
        JobUsage lately = await Write(test, s => s.Jobs.LockUsageAsync(ada.Id, test.Clock.Now.AddDays(1), Stop));
        lately.ShouldBe(new JobUsage { Open = 3 });
    }

    [Theory]
    [BothDatabases]
    public async Task Jobs_that_ended_are_searched_and_purged(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        UserRecord ada = await test.AddUserAsync("ada");
        for (int i = 0; i < 5; i++)
            await test.AddJobAsync(
                $"{i}",
                j => j with { OwnerId = ada.Id, State = JobState.Done, EndedAt = test.Clock.Now }
            );
        Job open = await test.AddJobAsync("open");
        var done = new JobQuery { OwnerId = ada.Id, States = [JobState.Done, JobState.Cancelled] };

        (await ReadAll(p => Read(test, s => s.Jobs.SearchAsync(done, p, Stop)), 2))
            .Select(j => j.Name)
            .ShouldBe(["4", "3", "2", "1", "0"]);
        DateTimeOffset after = test.Clock.Now.AddSeconds(1);
        (await Write(test, s => s.Jobs.PurgeAsync(after, after.AddDays(1), Stop))).ShouldBe(0);
        (await Write(test, s => s.Jobs.PurgeAsync(after.AddDays(-1), after, Stop))).ShouldBe(5);
        (await Read(test, s => s.Jobs.SearchAsync(new JobQuery(), PageRequest.First, Stop)))
            .Items.Single()
            .Id.ShouldBe(open.Id);
    }

    /// <summary>A job that somebody else has at the moment is left out, so who got nothing asks again as long as there is something.</summary>
    private static async Task<PrintRecord?> ClaimUntilAsync(IStore store, JobClaim claim)
    {
        while (true)
        {
            PrintRecord? print = await store.WriteAsync(s => s.Jobs.ClaimAsync(claim, Stop), Stop);
            if (print is not null || (await store.ReadAsync(s => s.Jobs.ListDueAsync(10, Stop), Stop)).Count == 0)
                return print;
        }
    }

    private static async Task<string[]> Queue(TestStorage test) =>
        [.. (await Read(test, s => s.Jobs.ListQueueAsync(100, Stop))).Select(j => j.Name)];

    private static async Task<string[]> Due(TestStorage test) =>
        [.. (await Read(test, s => s.Jobs.ListDueAsync(100, Stop))).Select(j => j.Name)];
}
