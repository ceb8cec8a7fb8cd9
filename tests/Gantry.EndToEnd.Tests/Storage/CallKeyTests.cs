using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Events;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>Calls that may come twice and must happen once, whoever dies in between.</summary>
public sealed class CallKeyTests : StorageTest
{
    private static CallKey First { get; } = new("user 1", "k", "attempt a");

    private static CallKey Second { get; } = First with { Attempt = "attempt b" };

    [Theory]
    [BothDatabases]
    public async Task Of_calls_with_the_same_key_one_is_done(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);

        IdempotencyRecord?[] begun = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Begin(test, First, test.Clock.Now))
        );

        begun.Count(b => b is null).ShouldBe(1);
        begun.OfType<IdempotencyRecord>().ShouldAllBe(b => b.Status == null && b.RequestHash == "h" && !b.IsAbandoned);
        await Write(
            test,
            s => s.Idempotency.CompleteAsync(First, new CallAnswer(201, [1, 2], "/made/7", "\"3\""), Stop)
        );
        IdempotencyRecord done = (await Begin(test, First, test.Clock.Now, hash: "other"))!;
        (done.Status, done.RequestHash).ShouldBe((201, "h"));
        done.Answer.ShouldBe([1, 2]);
        (done.Location, done.ETag).ShouldBe(("/made/7", "\"3\""));
        (await Begin(test, First with { Scope = "user 2" }, test.Clock.Now)).ShouldBeNull("it is somebody else's key");
        test.Clock.Now += TimeSpan.FromDays(1);
        (await Begin(test, First, test.Clock.Now)).ShouldBeNull("its time is over");
        (await Write(test, s => s.Idempotency.PurgeAsync(Stop))).ShouldBe(1);
        await Should.ThrowAsync<StorageException>(() =>
            Begin(test, First with { Key = new string('k', 256) }, test.Clock.Now)
        );
    }

    [Theory]
    [BothDatabases]
    public async Task A_call_that_did_nothing_may_come_again(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Begin(test, First, test.Clock.Now);

        await Write(test, s => s.Idempotency.RemoveAsync(First, Stop));

        (await Begin(test, First, test.Clock.Now)).ShouldBeNull();
    }

    [Theory]
    [BothDatabases]
    public async Task What_a_node_left_that_was_started_again_is_free_and_what_another_node_does_is_not(
        DatabaseKind kind
    )
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        DateTimeOffset before = test.Clock.Now;
        await Begin(test, First, before);
        await Announce(test, before);
        DateTimeOffset later = test.Clock.Now += TimeSpan.FromSeconds(1);

        (await Begin(test, Second, later, node: "two")).ShouldNotBeNull().IsAbandoned.ShouldBeFalse();
        (await Begin(test, Second, later, hash: "other")).ShouldNotBeNull("it is for another call");
        await Announce(test, later);
        (await Begin(test, Second, later, node: "two")).ShouldBeNull("node one says that it was started again");
        await Begin(test, First with { Key = "k2" }, before);
        (await Begin(test, Second with { Key = "k2" }, later)).ShouldBeNull("it is the one that was started again");
    }

    [Theory]
    [BothDatabases]
    public async Task A_call_is_free_when_its_node_lost_it_or_long_after(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        DateTimeOffset start = test.Clock.Now;
        await Begin(test, First, start);

        (await Begin(test, Second, start, lost: "attempt x")).ShouldNotBeNull();
        (await Begin(test, Second, start, lost: First.Attempt)).ShouldBeNull("its own node says so");
        (await Begin(test, First, start, node: "two")).ShouldNotBeNull();
        test.Clock.Now += TimeSpan.FromMinutes(5);
        (await Begin(test, First, start, node: "two")).ShouldBeNull("node one is gone for good");
    }

    [Theory]
    [BothDatabases]
    public async Task A_call_is_free_for_other_nodes_soon_after_its_own_one_went_silent(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        DateTimeOffset start = test.Clock.Now;
        await Announce(test, start);
        await Begin(test, First, start);

        test.Clock.Now += TimeSpan.FromSeconds(20);
        (await Begin(test, Second, start, node: "two")).ShouldNotBeNull("it may be slow");
        await Announce(test, start);
        test.Clock.Now += TimeSpan.FromSeconds(20);
        (await Begin(test, Second, start, node: "two")).ShouldNotBeNull("it was heard of just before");
        test.Clock.Now += TimeSpan.FromSeconds(20);
        (await Begin(test, Second, start, node: "two")).ShouldBeNull("it is gone");
    }

    [Theory]
    [BothDatabases]
    public async Task What_has_made_something_is_never_done_again(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        DateTimeOffset before = test.Clock.Now;
        await Begin(test, First, before);
        await Write(test, s => s.Idempotency.NoteAsync(First, 12, Stop));

        await Write(test, s => s.Idempotency.RemoveAsync(First, Stop));
        test.Clock.Now += TimeSpan.FromMinutes(10);
        IdempotencyRecord left = (await Begin(test, Second, test.Clock.Now)).ShouldNotBeNull();

        (left.MadeId, left.Status, left.IsAbandoned).ShouldBe((12, null, true));
        await Write(test, s => s.Idempotency.NoteAsync(First, null, Stop));
        (await Begin(test, Second, test.Clock.Now)).ShouldBeNull("it was nothing after all");
    }

    [Theory]
    [BothDatabases]
    public async Task Who_was_taken_for_dead_and_is_not_makes_nothing(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Begin(test, First, test.Clock.Now);
        (await Begin(test, Second, test.Clock.Now.AddSeconds(1))).ShouldBeNull();

        await Should.ThrowAsync<CallTakenOverException>(() =>
            Write(
                test,
                async s =>
                {
                    await s.Folders.AddAsync(0, "made late", "ada", Stop);
                    await s.Idempotency.NoteAsync(First, 1, Stop);
                }
            )
        );
        await Write(test, s => s.Idempotency.CompleteAsync(First, new CallAnswer(201, []), Stop));
        await Write(test, s => s.Idempotency.RemoveAsync(First, Stop));

        (await Read(test, s => s.Folders.ListAsync(0, Stop))).ShouldBeEmpty();
        IdempotencyRecord second = (await Begin(test, First, test.Clock.Now.AddSeconds(1))).ShouldNotBeNull();
        (second.Attempt, second.Status).ShouldBe((Second.Attempt, null));
    }

    private static Task<IdempotencyRecord?> Begin(
        TestStorage test,
        CallKey call,
        DateTimeOffset startedAt,
        string hash = "h",
        string node = "one",
        string? lost = null
    ) =>
        Write(
            test,
            s =>
                s.Idempotency.BeginAsync(
                    new IdempotencyRecord
                    {
                        Scope = call.Scope,
                        Key = call.Key,
                        Attempt = call.Attempt,
                        RequestHash = hash,
                        Node = node,
                        NodeStartedAt = startedAt,
                    },
                    TimeSpan.FromDays(1),
                    TimeSpan.FromMinutes(5),
                    lost,
                    Stop
                )
        );

    private static Task Announce(TestStorage test, DateTimeOffset startedAt) =>
        Write(
            test,
            s =>
                s.Nodes.AnnounceAsync(
                    new NodeRecord
                    {
                        Id = "one",
                        Address = "http://one:8080",
                        StartedAt = startedAt,
                    },
                    Stop
                )
        );
}
