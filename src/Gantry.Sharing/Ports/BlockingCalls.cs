namespace Gantry.Sharing.Ports;

/// <summary>
/// Threads for system calls that may block: opening, closing or setting a sick USB device can take seconds (measured: 5 s on
/// cdc_acm). A call never waits for another one's end, as a thread is added when none is free; a thread without work ends.
/// </summary>
internal sealed class BlockingCalls : IDisposable
{
    private const int StackSize = 128 * 1024;
    private static readonly TimeSpan KeptIdle = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Queue<Action> _waiting = new();
    private int _idle;
    private bool _ended;

    /// <summary>Runs a call soon on a thread of its own. It must not throw.</summary>
    public void Run(Action call)
    {
        lock (_gate)
        {
            _waiting.Enqueue(call);
            if (_waiting.Count <= _idle)
            {
                Monitor.Pulse(_gate);
                return;
            }
        }
        new Thread(Work, StackSize) { IsBackground = true, Name = "serial control" }.Start();
    }

    /// <summary>Threads end as soon as they have nothing to do; calls that are under way are not waited for.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Work()
    {
        while (true)
        {
            Action? call;
            lock (_gate)
            {
                while (!_waiting.TryDequeue(out call))
                {
                    if (_ended)
                        return;
                    _idle++;
                    bool told = Monitor.Wait(_gate, KeptIdle);
                    _idle--;
                    if (!told && _waiting.Count == 0)
                        return;
                }
            }
            call();
        }
    }
}
