using System.Diagnostics;
using Gantry.Rfc2217;
using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>
/// Looks at a device's modem lines and error counters while some client wants to be told of them, often enough that a change
/// is told within 100 ms. A port without lines is looked at once. It belongs to the loop's thread.
/// </summary>
internal sealed class ModemWatch : ILineLooker
{
    private static readonly long Every = Stopwatch.Frequency / 20;

    private readonly PortControl _port;
    private readonly Action<ModemState, LineState> _report;
    private readonly LoopTimer _timer;
    private TtyErrorCounts? _before;
    private bool _isLooking;
    private bool _isStopped;

    public ModemWatch(PortControl port, EventLoop loop, Action<ModemState, LineState> report)
    {
        _port = port;
        _report = report;
        _timer = loop.CreateTimer(Look);
    }

    /// <summary>Whether somebody wants to know; asked after each look.</summary>
    public required Func<bool> IsWanted { get; init; }

    /// <summary>Somebody new wants to know: looks at once.</summary>
    public void Begin()
    {
        if (!_isLooking)
            Look();
    }

    /// <summary>The device is gone.</summary>
    public void Stop()
    {
        _isStopped = true;
        _timer.Cancel();
    }

    private void Look()
    {
        if (_isStopped)
            return;
        _timer.Cancel();
        _isLooking = true;
        _port.Look(this);
    }

    void ILineLooker.Seen(ModemState? lines, TtyErrorCounts? errors)
    {
        _isLooking = false;
        if (_isStopped)
            return;
        LineState happened = LineState.None;
        if (errors is { } now)
        {
            happened = _before is { } before ? Compare(before, now) : LineState.None;
            _before = now;
        }
        _report(lines ?? ModemState.None, happened);
        if (_port.HasLines && IsWanted())
            _timer.SetAt(Stopwatch.GetTimestamp() + Every);
    }

    private static LineState Compare(TtyErrorCounts before, TtyErrorCounts now) =>
        (now.Overruns != before.Overruns ? LineState.OverrunError : 0)
        | (now.Parity != before.Parity ? LineState.ParityError : 0)
        | (now.Framing != before.Framing ? LineState.FramingError : 0)
        | (now.Breaks != before.Breaks ? LineState.BreakDetected : 0);
}
