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

    public SentGate(EventLoop loop) => _timer = loop.CreateTimer(OnTime);

    /// <summary>Whether something waits.</summary>
    public bool IsClosed => _waiting is not null;

    /// <summary>
    /// Runs something when all is sent, or nothing was taken for a quarter of a second; at once where that is so already.
    /// </summary>
    public void WhenSent(ShareDevice device, Action then)
    {
        Open();
        if (device.HasSentAll || IsStuck(device))
        {
            then();
            return;
        }
        _device = device;
        _waiting = then;
        _timer.SetAt(device.LastTaken + Patience);
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

    private void OnTime()
    {
        if (_device is { } device && !IsStuck(device))
            _timer.SetAt(device.LastTaken + Patience);
        else
            Open();
    }

    private static bool IsStuck(ShareDevice device) => Stopwatch.GetTimestamp() - device.LastTaken >= Patience;
}
