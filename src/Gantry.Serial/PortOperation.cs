using System.Threading.Tasks.Sources;

namespace Gantry.Serial;

/// <summary>
/// The one pending read or write of a port, as a reusable source of ValueTasks, so that waiting allocates nothing.
/// Whoever has the bytes completes it; the waiter goes on on the thread pool, never on that thread.
/// </summary>
internal sealed class PortOperation : IValueTaskSource<int>, IValueTaskSource, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<int> _core;
    private int _result;
    private Exception? _error;

    /// <summary>Makes it ready to be awaited once more.</summary>
    public ValueTask<int> Begin()
    {
        _core.Reset();
        return new ValueTask<int>(this, _core.Version);
    }

    /// <summary>The same, for an operation whose number is of no interest.</summary>
    public ValueTask BeginWithoutResult()
    {
        _core.Reset();
        return new ValueTask(this, _core.Version);
    }

    /// <summary>Ends the wait with a number of bytes.</summary>
    public void Complete(int result)
    {
        _result = result;
        _error = null;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Ends the wait with an error.</summary>
    public void Fail(Exception error)
    {
        _error = error;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_error is { } error)
            _core.SetException(error);
        else
            _core.SetResult(_result);
    }

    int IValueTaskSource<int>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _core.OnCompleted(continuation, state, token, flags);
}
