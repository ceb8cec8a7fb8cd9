using System.Runtime.ExceptionServices;
using Gantry.Serial.Linux;

namespace Gantry.Simulator.Hosting;

/// <summary>Something that is done on the loop's thread while another thread waits for it.</summary>
internal sealed class LoopCall(Action action) : ILoopWork, IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private Exception? _failure;

    public void Run()
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            _failure = e;
        }
        _done.Set();
    }

    /// <summary>Waits until it is done; throws what it threw.</summary>
    public void Wait()
    {
        _done.Wait();
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    public void Dispose() => _done.Dispose();
}
