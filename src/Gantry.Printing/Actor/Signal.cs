using System.Threading.Tasks.Sources;

namespace Gantry.Printing.Actor;

/// <summary>Wakes one loop, from any thread; raising it before the loop waits is remembered once. Allocates nothing per wait.</summary>
internal sealed class Signal : IValueTaskSource, IThreadPoolWorkItem
{
    private const int None = 0;
    private const int Raised = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _core;
    private int _state;

    public Signal()
    {
        RaiseInline = () => Raise(inline: true);
    }

    /// <summary>
    /// Raises the signal and lets the loop run on the calling thread; for the end of a port's operation, which is on a pool
    /// thread that has nothing else to do.
    /// </summary>
    public Action RaiseInline { get; }

    /// <summary>Waits for the signal. One waiter at a time.</summary>
    public ValueTask WaitAsync()
    {
        if (Interlocked.CompareExchange(ref _state, None, Raised) == Raised)
            return ValueTask.CompletedTask;
        _core.Reset();
        short version = _core.Version;
        return Interlocked.CompareExchange(ref _state, Waiting, None) == None
            ? new ValueTask(this, version)
            : TakeRaised();
    }

    /// <summary>Raises the signal; the loop goes on on a pool thread.</summary>
    public void Raise() => Raise(inline: false);

    void IThreadPoolWorkItem.Execute() => _core.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _core.OnCompleted(continuation, state, token, flags);

    private ValueTask TakeRaised()
    {
        Volatile.Write(ref _state, None);
        return ValueTask.CompletedTask;
    }

    private void Raise(bool inline)
    {
        if (Interlocked.CompareExchange(ref _state, Raised, None) != Waiting)
            return;
        if (Interlocked.CompareExchange(ref _state, None, Waiting) != Waiting)
            return;
        if (inline)
            _core.SetResult(true);
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
