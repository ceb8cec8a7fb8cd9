using Gantry.Fleet;
using Gantry.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Gantry.Tests.Fleet;

/// <summary>What works in the background goes on after a fault, and says that it had one.</summary>
public sealed class BackgroundLoopTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly FaultLog _log = new();
    private int _runs;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task RunsAsync(int count)
    {
        long began = Environment.TickCount64;
        while (Volatile.Read(ref _runs) < count)
        {
            // The pause may not have begun when the clock is moved, so it is moved again and again.
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Stop);
            (Environment.TickCount64 - began).ShouldBeLessThan((long)Limit.TotalMilliseconds);
        }
    }

    [Fact]
    public async Task After_a_fault_that_nobody_thought_of_it_begins_anew()
    {
        using var stop = new CancellationTokenSource();
        Task loop = BackgroundLoop.KeepAsync(
            "The test",
            _ =>
                Interlocked.Increment(ref _runs) <= 3
                    ? throw new InvalidOperationException("unthought of")
                    : Task.Delay(Timeout.InfiniteTimeSpan, stop.Token),
            _clock,
            _log,
            stop.Token
        );

        await RunsAsync(4);
        await stop.CancelAsync();
        await loop.WaitAsync(Limit, Stop);

        _log.Faults.Count.ShouldBe(3);
        _log.Faults.ShouldAllBe(f => f.Contains("The test failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_that_stays_is_tried_again_once_a_minute_and_no_more()
    {
        using var stop = new CancellationTokenSource();
        Task loop = BackgroundLoop.KeepAsync(
            "The test",
            _ =>
            {
                Interlocked.Increment(ref _runs);
                throw new InvalidOperationException("for ever");
            },
            _clock,
            _log,
            stop.Token
        );

        await RunsAsync(12);
        await stop.CancelAsync();
        await loop.WaitAsync(Limit, Stop);

        _log.Faults[0].ShouldEndWith("in 1 s.");
        _log.Faults[^1].ShouldEndWith("in 60 s.");
    }

    [Fact]
    public async Task What_ends_by_itself_is_not_begun_again()
    {
        await BackgroundLoop
            .KeepAsync("The test", _ => Task.FromResult(++_runs), _clock, _log, Stop)
            .WaitAsync(Limit, Stop);

        _runs.ShouldBe(1);
        _log.Faults.ShouldBeEmpty();
    }

    private sealed class FaultLog : ILogger
    {
        public List<string> Faults { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Faults.Add(formatter(state, exception));
    }
}
