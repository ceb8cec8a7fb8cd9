using System.Diagnostics;
using Gantry.Serial.Linux;

namespace Gantry.Tests.Serial;

public sealed class EventLoopTests : IDisposable
{
    private readonly EventLoop _loop = new("test loop");
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task Posted_work_runs_on_the_loop_in_order()
    {
        var seen = new List<int>();
        var done = new TaskCompletionSource();
        for (int i = 0; i < 1000; i++)
        {
            int number = i;
            _loop.Post(
                new Work(() =>
                {
                    _loop.IsCurrent.ShouldBeTrue();
                    seen.Add(number);
                    if (number == 999)
                        done.SetResult();
                })
            );
        }

        await done.Task.WaitAsync(_stop);
        seen.ShouldBe(Enumerable.Range(0, 1000));
    }

    [Fact]
    public void What_is_posted_to_a_loop_that_has_ended_is_not_written_into_files_that_were_opened_since()
    {
        _loop.Dispose();
        // The lowest numbers that are free are given out again, those of the loop among them.
        PtyPair[] others = [.. Enumerable.Range(0, 8).Select(_ => PtyPair.Create())];

        _loop.Post(new Work(() => { }));
        _loop.Remove(7, Fd(others[0]));

        foreach (PtyPair other in others)
        {
            other.Read(new byte[16]).ShouldBe(0);
            other.BytesUnread().ShouldBe(0);
            other.Dispose();
        }
    }

    [Fact]
    public async Task Timers_fire_in_the_order_of_their_times_and_a_cancelled_one_never()
    {
        var fired = new List<int>();
        var done = new TaskCompletionSource();
        _loop.Post(
            new Work(() =>
            {
                long now = Stopwatch.GetTimestamp();
                LoopTimer Timer(int number) => _loop.CreateTimer(() => fired.Add(number));
                LoopTimer cancelled = Timer(99);
                cancelled.SetAt(now + Milliseconds(3));
                foreach (int number in (int[])[5, 2, 8, 1, 7])
                    Timer(number).SetAt(now + Milliseconds(number));
                LoopTimer moved = Timer(6);
                moved.SetAt(now + Milliseconds(1));
                moved.SetAt(now + Milliseconds(6));
                cancelled.Cancel();
                _loop.CreateTimer(done.SetResult).SetAt(now + Milliseconds(10));
            })
        );

        await done.Task.WaitAsync(_stop);
        fired.ShouldBe([1, 2, 5, 6, 7, 8]);
    }

    [Fact]
    public async Task A_removed_handler_is_not_called_for_an_event_of_the_same_batch()
    {
        using PtyPair first = PtyPair.Create();
        using PtyPair second = PtyPair.Create();
        using var hold = new ManualResetEventSlim();
        var settled = new TaskCompletionSource();
        int calls = 0;
        int ofFirst = 0;
        int ofSecond = 0;
        // Both masters are writable at once. Whoever is called first takes the other, and then itself, off the loop.
        _loop.Post(new Work(() => hold.Wait(_stop)));
        var handler = new Handler(() =>
        {
            calls++;
            _loop.Remove(ofFirst, Fd(first));
            _loop.Remove(ofSecond, Fd(second));
            _loop.Post(new Work(() => settled.TrySetResult()));
        });
        ofFirst = _loop.Add(Fd(first), EpollEvents.Out, handler);
        ofSecond = _loop.Add(Fd(second), EpollEvents.Out, handler);
        hold.Set();

        await settled.Task.WaitAsync(_stop);
        calls.ShouldBe(1);
    }

    private static int Fd(PtyPair pair) => (int)pair.Master.DangerousGetHandle();

    private static long Milliseconds(int count) => count * Stopwatch.Frequency / 1000;

    private sealed class Work(Action run) : ILoopWork
    {
        public void Run() => run();
    }

    private sealed class Handler(Action ready) : IReadyHandler
    {
        public void OnReady(EpollEvents events) => ready();
    }
}
