namespace Gantry.Tests.Support;

/// <summary>A clock that a test moves; timers fire while it is moved, on the thread that moves it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _isWrongBy;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now + _isWrongBy;
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return _now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Somebody sets the time of day; no time passes by that.</summary>
    public void Set(TimeSpan by)
    {
        lock (_gate)
            _isWrongBy += by;
    }

    /// <summary>Moves on, and stops at each timer on the way.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset end = new DateTimeOffset(GetTimestamp(), TimeSpan.Zero) + by;
        while (TakeDue(end) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = end;
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            ManualTimer? first = _timers.Where(t => t.DueAt <= end).MinBy(t => t.DueAt);
            if (first is null)
                return null;
            _now = first.DueAt > _now ? first.DueAt : _now;
            _timers.Remove(first);
            return first;
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action due) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => due();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
                throw new NotSupportedException("This clock has one-shot timers only.");
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                DueAt = clock._now + dueTime;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
