using System.Collections.Concurrent;

namespace Gantry.Storage.Sql;

/// <summary>
/// Runs an asynchronous method on the present thread until it is done, with everything that it awaits coming back to this
/// thread. SQLite's calls block and belong to one thread; the repositories above it are asynchronous for PostgreSQL's sake.
/// </summary>
internal sealed class ThreadPump : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

    /// <summary>Runs a method to its end.</summary>
    public void Run(Func<Task> method)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            Task task = method();
            if (!task.IsCompleted)
            {
                task.GetAwaiter().OnCompleted(() => { });
                while (!task.IsCompleted)
                {
                    (SendOrPostCallback callback, object? state) = _posted.Take();
                    callback(state);
                }
            }
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => _posted.Dispose();
}
