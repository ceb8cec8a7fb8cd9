using System.Diagnostics;
using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>
/// Lets something wait until the device has taken what was written before it, as a new speed or a break must; but not for
/// ever, as a device that takes nothing is perhaps to be reset. It belongs to the loop's thread.
/// </summary>
internal sealed class SentGate
{
    private static readonly long Patience = Stopwatch.Frequency / 4;

    private readonly LoopTimer _timer;
    private ShareDevice? _device;
    private Action? _waiting;
    private long _takenBefore;

    public SentGate(EventLoop loop) => _timer = loop.CreateTimer(OnTime);

    /// <summary>Runs something when all is sent, or nothing was taken for a quarter of a second.</summary>
    public void WhenSent(ShareDevice device, Action then)
    {
        Open();
        if (device.HasSentAll)
        {
            then();
            return;
        }
        _device = device;
        _waiting = then;
        Wait(device);
    }

    /// <summary>Looks whether all is sent.</summary>
    public void Look()
    {
        if (_device is { HasSentAll: true })
            Open();
    }

    /// <summary>Lets what waits go on now.</summary>
    public void Open()
    {
        _timer.Cancel();
        Action? waiting = _waiting;
        _waiting = null;
        _device = null;
        waiting?.Invoke();
    }

    private void Wait(ShareDevice device)
    {
        _takenBefore = device.Taken;
        _timer.SetAt(Stopwatch.GetTimestamp() + Patience);
    }

    private void OnTime()
    {
        if (_device is { } device && device.Taken != _takenBefore)
            Wait(device);
        else
            Open();
    }
}
