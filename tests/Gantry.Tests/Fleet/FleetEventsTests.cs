using System.Text;
using Gantry.Fleet.Events;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.Tests.Fleet;

public sealed class FleetEventsTests
{
    [Fact]
    public async Task A_listener_that_comes_back_goes_on_where_it_was()
    {
        await using FleetEvents events = Make();
        events.Tell(EventTopics.Notice, "one");
        long seen = events.LastId;
        events.Tell(EventTopics.Notice, "two");

        using FleetListener listener = events.Listen(seen, _ => true);

        listener.TryRead(out FleetEvent? told).ShouldBeTrue();
        Encoding.UTF8.GetString(told.ShouldNotBeNull().Data.Span).ShouldBe("\"two\"");
        listener.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_listener_that_was_away_too_long_or_is_too_slow_is_told_to_read_everything_again()
    {
        await using FleetEvents events = Make();
        long before = events.LastId - 1;
        using FleetListener old = events.Listen(before, _ => true);
        old.TryRead(out FleetEvent? told).ShouldBeTrue();
        told.ShouldBeNull();

        using FleetListener slow = events.Listen(null, _ => true);
        for (int i = 0; i <= FleetListener.MostWaiting; i++)
            events.Tell(EventTopics.Notice, i);
        slow.TryRead(out told).ShouldBeTrue();
        told.ShouldBeNull();
    }

    [Fact]
    public async Task Many_changes_of_a_printer_are_told_as_its_latest_state()
    {
        await using FleetEvents events = Make();
        using FleetListener listener = events.Listen(null, e => e.Topic == EventTopics.Printer);

        for (int i = 0; i < 1000; i++)
            events.PrinterChanged(7);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        (await listener.WaitAsync(limit.Token)).ShouldBeTrue();
        listener.TryRead(out FleetEvent? told).ShouldBeTrue();
        told.ShouldNotBeNull().Subject.ShouldBe(7);
    }

    [Fact]
    public async Task While_nobody_listens_no_state_is_written_and_the_next_listener_hears_the_latest()
    {
        int state = 0;
        int written = 0;
        await using var events = new FleetEvents(
            TimeProvider.System,
            _ =>
            {
                Interlocked.Increment(ref written);
                return Encoding.UTF8.GetBytes($"{state}");
            },
            NullLogger.Instance
        );
        long before = events.LastId;
        for (; state < 20; state++)
        {
            events.PrinterChanged(7);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
        written.ShouldBe(0);

        using FleetListener listener = events.Listen(before, _ => true);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        (await listener.WaitAsync(limit.Token)).ShouldBeTrue();
        listener.TryRead(out FleetEvent? told).ShouldBeTrue();
        Encoding.UTF8.GetString(told.ShouldNotBeNull().Data.Span).ShouldBe("20");
    }

    [Fact]
    public async Task A_listener_hears_only_what_it_may()
    {
        await using FleetEvents events = Make();
        using FleetListener mine = events.Listen(null, e => e.Printers?.Contains(1) ?? true);

        events.Tell(EventTopics.Job, "of another printer", 5, printers: new HashSet<long> { 2 });
        events.Tell(EventTopics.Job, "of this one", 6, printers: new HashSet<long> { 1 });

        mine.TryRead(out FleetEvent? told).ShouldBeTrue();
        told.ShouldNotBeNull().Subject.ShouldBe(6);
        mine.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_fault_in_one_printers_state_does_not_silence_the_others_for_good()
    {
        bool isFaulty = true;
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var events = new FleetEvents(
            TimeProvider.System,
            id =>
            {
                if (id != 1 || !isFaulty)
                    return Encoding.UTF8.GetBytes($"{id}");
                failed.TrySetResult();
                throw new InvalidOperationException("Nobody thought of this.");
            },
            NullLogger.Instance
        );
        using FleetListener listener = events.Listen(null, _ => true);

        events.PrinterChanged(1);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        isFaulty = false;
        events.PrinterChanged(2);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        (await listener.WaitAsync(limit.Token)).ShouldBeTrue();
        listener.TryRead(out FleetEvent? told).ShouldBeTrue();
        told.ShouldNotBeNull().Subject.ShouldBe(2);
    }

    private static FleetEvents Make() =>
        new(TimeProvider.System, id => Encoding.UTF8.GetBytes($"{id}"), NullLogger.Instance);
}
