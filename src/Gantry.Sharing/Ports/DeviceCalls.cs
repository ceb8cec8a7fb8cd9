using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>
/// The control calls of one device, one after another on a thread that may block, with what follows from each on the loop's
/// thread. It belongs to the loop's thread.
/// </summary>
internal sealed class DeviceCalls : ILoopWork
{
    private readonly EventLoop _loop;
    private readonly BlockingCalls _threads;
    private readonly Queue<DeviceCall> _waiting = new();
    private readonly Action _work;
    private DeviceCall? _current;
    private Exception? _failure;
    private bool _busy;

    public DeviceCalls(EventLoop loop, BlockingCalls threads)
    {
        _loop = loop;
        _threads = threads;
        _work = Work;
    }

    /// <summary>Calls that are not done yet.</summary>
    public int Pending => _waiting.Count + (_busy ? 1 : 0);

    /// <summary>Runs a call after those asked for before it, then <paramref name="done"/> on the loop with its failure or null.</summary>
    public void Run(Action call, Action<Exception?> done) => Run(new ActionCall(call, done));

    /// <summary>The same for a call that is kept; not again before it is done.</summary>
    public void Run(DeviceCall call)
    {
        _waiting.Enqueue(call);
        if (!_busy)
            Next();
    }

    void ILoopWork.Run()
    {
        DeviceCall done = _current!;
        Exception? failure = _failure;
        _current = null;
        _busy = false;
        done.Done(failure);
        if (!_busy && _waiting.Count > 0)
            Next();
    }

    private void Next()
    {
        _current = _waiting.Dequeue();
        _failure = null;
        _busy = true;
        _threads.Run(_work);
    }

    private void Work()
    {
        try
        {
            _current!.Work();
        }
        catch (Exception e)
        {
            _failure = e;
        }
        _loop.Post(this);
    }
}
