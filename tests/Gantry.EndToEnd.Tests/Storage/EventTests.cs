using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Events;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class EventTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task Events_are_numbered_in_the_order_in_which_they_are_saved(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Append(test, $"{i}")));

        EventRecord[] all = [.. await Read(test, s => s.Events.ListAfterAsync(0, 100, Stop))];
        all.Select(e => e.Id).ShouldBe(Enumerable.Range(1, 30).Select(i => (long)i));
        (await Read(test, s => s.Events.ListAfterAsync(28, 100, Stop))).Count.ShouldBe(2);
        (await Write(test, s => s.Events.PurgeAsync(test.Clock.Now.AddSeconds(1), Stop))).ShouldBe(29);
        await Append(test, "next");
        (await Read(test, s => s.Events.GetLastIdAsync(Stop))).ShouldBe(31);
    }

    [Theory]
    [BothDatabases]
    public async Task Listeners_of_all_nodes_hear_of_what_was_saved_and_of_nothing_else(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        GantryStorage there = kind == DatabaseKind.Postgres ? await test.OpenAsync("two") : test.Storage;
        using IChangeSubscription listener = there.Changes.Subscribe();

        await Should.ThrowAsync<InvalidOperationException>(() =>
            Write(
                test,
                async s =>
                {
                    s.Publish(new Change("job", "0"));
                    await s.LockAsync("x", Stop);
                    throw new InvalidOperationException();
                }
            )
        );
        await Write(
            test,
            s =>
            {
                s.Publish(new Change("job", "1\n'ü"));
                s.Events.Append(new EventRecord { Kind = "k" });
                return Task.CompletedTask;
            }
        );
        await test.Storage.Changes.PublishAsync(new Change("progress", new string('x', Change.MaxTextBytes)), Stop);

        List<Change> heard = await Take(listener, 3);
        heard.ShouldBe([
            new("job", "1\n'ü"),
            new(Change.EventTopic, "1"),
            new("progress", new string('x', Change.MaxTextBytes)),
        ]);
        await Should.ThrowAsync<ArgumentException>(() =>
            test.Storage.Changes.PublishAsync(new Change("a", new string('ü', Change.MaxTextBytes)), Stop)
        );
    }

    [Theory]
    [BothDatabases]
    public async Task A_listener_that_does_not_keep_up_is_told_so(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        using IChangeSubscription slow = test.Storage.Changes.Subscribe(capacity: 2);
        using IChangeSubscription quick = test.Storage.Changes.Subscribe();
        for (int i = 0; i < 5; i++)
            await test.Storage.Changes.PublishAsync(new Change("n", $"{i}"), Stop);
        await Take(quick, 5);

        (await Take(slow, 3)).ShouldBe([Change.Missed, new("n", "3"), new("n", "4")]);
    }

    [Theory]
    [BothDatabases]
    public async Task A_notice_goes_to_one_sender_and_to_another_when_that_one_dies(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        for (int i = 0; i < 10; i++)
            await Write(
                test,
                s =>
                    s.Outbox.AddAsync(
                        new OutboxRecord
                        {
                            Channel = "hook",
                            Kind = "k",
                            Data = $"{i}",
                        },
                        Stop
                    )
            );

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Claim(test, 3)));
        claims.SelectMany(c => c).Select(n => n.Id).Distinct().Count().ShouldBe(claims.Sum(c => c.Count));
        // PostgreSQL leaves out what somebody else is looking at, so a last one takes what was left.
        await Claim(test, 10);
        (await Claim(test, 10)).ShouldBeEmpty();
        test.Clock.Now += TimeSpan.FromMinutes(1);
        IReadOnlyList<OutboxRecord> again = await Claim(test, 10);
        again.Select(n => n.Attempts).ShouldAllBe(a => a == 2);

        await Write(test, s => s.Outbox.RemoveAsync(again[0].Id, Stop));
        await Write(test, s => s.Outbox.RetryAsync(again[1].Id, test.Clock.Now, "no answer", Stop));
        await Write(test, s => s.Outbox.GiveUpAsync(again[2].Id, "gone", Stop));
        (await Claim(test, 10)).Single().LastError.ShouldBe("no answer");
        test.Clock.Now += TimeSpan.FromMinutes(1);
        (await Claim(test, 10)).Count.ShouldBe(8);
        (await Read(test, s => s.Outbox.ListGivenUpAsync(PageRequest.First, Stop)))
            .Items.Single()
            .Id.ShouldBe(again[2].Id);
        (await Write(test, s => s.Outbox.PurgeAsync(test.Clock.Now, Stop))).ShouldBe(1);
    }

    [Theory]
    [BothDatabases]
    public async Task Nodes_say_that_they_are_there(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        var node = new NodeRecord
        {
            Id = "n1",
            Address = "http://n1:8080",
            StartedAt = test.Clock.Now,
        };
        await Write(test, s => s.Nodes.AnnounceAsync(node, Stop));
        test.Clock.Now += TimeSpan.FromSeconds(5);
        await Write(test, s => s.Nodes.AnnounceAsync(node, Stop));

        (await Read(test, s => s.Nodes.ListAsync(Stop))).ShouldBe([node with { SeenAt = test.Clock.Now }]);
        (await Read(test, s => s.Nodes.FindAsync("n1", Stop))).ShouldNotBeNull();
        await Write(test, s => s.Nodes.RemoveAsync("n1", Stop));
        (await Read(test, s => s.Nodes.FindAsync("n1", Stop))).ShouldBeNull();
    }

    private static Task<IReadOnlyList<OutboxRecord>> Claim(TestStorage test, int limit) =>
        Write(test, s => s.Outbox.ClaimAsync(limit, TimeSpan.FromMinutes(1), Stop));

    private static Task Append(TestStorage test, string data) =>
        Write(
            test,
            s =>
            {
                s.Events.Append(new EventRecord { Kind = "k", Data = data });
                return Task.CompletedTask;
            }
        );

    private static async Task<List<Change>> Take(IChangeSubscription listener, int count)
    {
        var heard = new List<Change>();
        await foreach (Change change in listener.ReadAllAsync(Stop))
        {
            heard.Add(change);
            if (heard.Count == count)
                break;
        }
        return heard;
    }
}
