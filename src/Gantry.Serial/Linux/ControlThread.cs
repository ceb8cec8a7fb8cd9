namespace Gantry.Serial.Linux;

/// <summary>
/// Runs the blocking system calls of one port in order, on a thread of its own that is there only while there is something
/// to do: opening, closing or setting the lines of a sick USB device can block for seconds (measured 5 s on cdc_acm), and
/// must hold up neither the event loop nor the thread pool.
/// </summary>
/// <param name="name">The thread's name.</param>
internal sealed class ControlThread(string name)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = new();
    private bool _running;

    /// <summary>Runs a call after those that were asked for before it.</summary>
    public Task<T> RunAsync<T>(Func<T> call)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(() =>
            {
                try
                {
                    done.SetResult(call());
                }
                catch (Exception e)
                {
                    done.SetException(e);
                }
            });
            if (!_running)
            {
                _running = true;
                new Thread(Work, 128 * 1024) { IsBackground = true, Name = name }.Start();
            }
        }
        return done.Task;
    }

    private void Work()
    {
        while (true)
        {
            Action? call;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out call))
                {
                    _running = false;
                    return;
                }
            }
            call();
        }
    }
}
