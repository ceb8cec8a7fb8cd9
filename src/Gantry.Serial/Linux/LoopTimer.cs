namespace Gantry.Serial.Linux;

/// <summary>
/// A one-shot timer of an <see cref="EventLoop"/>, precise to some 50 µs. It is set and cancelled on the loop's thread only,
/// and can be set again any number of times without allocating.
/// </summary>
public sealed class LoopTimer
{
    private readonly EventLoop _loop;
    private readonly Action _due;

    internal LoopTimer(EventLoop loop, Action due)
    {
        _loop = loop;
        _due = due;
    }

    /// <summary>Whether it is set and did not fire yet.</summary>
    public bool IsSet => HeapIndex >= 0;

    /// <summary>When it fires, as a <see cref="System.Diagnostics.Stopwatch"/> time stamp.</summary>
    public long DueAt { get; internal set; }

    /// <summary>Its place in the loop's heap, or -1.</summary>
    internal int HeapIndex { get; set; } = -1;

    /// <summary>Sets it to fire at a <see cref="System.Diagnostics.Stopwatch"/> time stamp; replaces an earlier setting.</summary>
    public void SetAt(long stopwatchTimestamp) => _loop.SetTimer(this, stopwatchTimestamp);

    /// <summary>Takes the setting back.</summary>
    public void Cancel() => _loop.CancelTimer(this);

    internal void Fire() => _due();
}
