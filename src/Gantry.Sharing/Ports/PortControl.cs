using System.Diagnostics;
using Gantry.Rfc2217;
using Gantry.Serial;
using Gantry.Serial.Linux;
using Gantry.Sharing.Policies;

namespace Gantry.Sharing.Ports;

/// <summary>
/// Settings, lines and breaks of one open device: carries out what a client asks for, and puts everything back when it leaves.
/// It belongs to the loop's thread; what may block is a call of the <see cref="ShareDevice"/>.
/// </summary>
internal sealed class PortControl
{
    /// <summary>The length of a break that a Telnet client sends: what tcsendbreak does, a quarter of a second.</summary>
    private static readonly long BreakTicks = Stopwatch.Frequency / 4;

    private readonly ShareDevice _device;
    private readonly ShareOptions _options;
    private readonly SentGate _gate;
    private readonly LoopTimer _breakTimer;
    private readonly PortState _before;
    private readonly bool _hasLines;
    private readonly Stack<LookCall> _looks = new();
    private EspReset? _esp;
    private bool _owesRestoring;

    public PortControl(ShareDevice device, EventLoop loop, ShareOptions options, OpenedPort opened)
    {
        _device = device;
        _options = options;
        _gate = new SentGate(loop);
        _breakTimer = loop.CreateTimer(EndShortBreak);
        _before = State = opened.State;
        _hasLines = opened.HasLines;
    }

    /// <summary>How the port stands.</summary>
    public PortState State { get; private set; }

    /// <summary>Whether the port has modem lines; a pty has none.</summary>
    public bool HasLines => _hasLines;

    /// <summary>Whether something waits until the device has taken what was written before it.</summary>
    public bool IsWaiting => _gate.IsClosed;

    /// <summary>A client has come that writes.</summary>
    public void Begin(Action<Exception?> done)
    {
        _gate.Open();
        RestoreNow();
        if (_options.Bootloader == BootloaderPolicy.Esp)
        {
            _esp = new EspReset();
            done(null);
            return;
        }
        switch (_options.Reset, _options.Lines)
        {
            case (ResetPolicy.Always, _):
                Reset(done);
                break;
            case (ResetPolicy.OnRequest, LinePolicy.Raise):
                MoveLines(true, true, done);
                break;
        }
    }

    /// <summary>The client that wrote has left: what it sent is still written, then everything is put back.</summary>
    public void End()
    {
        _owesRestoring = true;
        _gate.WhenSent(_device, RestoreNow);
    }

    /// <summary>Drops both lines for as long as a board's reset takes, and raises them.</summary>
    public void Reset(Action<Exception?> done)
    {
        State = State with { Dtr = true, Rts = true };
        _device.Call(LineSequences.Reset, done);
    }

    /// <summary>The device has taken more of what was written.</summary>
    public void OnRoom() => _gate.Look();

    /// <summary>The device is gone, or is let go.</summary>
    public void Stop()
    {
        _owesRestoring = false;
        _gate.Open();
        _breakTimer.Cancel();
    }

    /// <summary>What is done to the tty before it is closed for good.</summary>
    public void PutBack(TtyDevice tty)
    {
        if (State.Break)
            tty.SetBreak(false);
        if (_options is { Lines: LinePolicy.Raise, Reset: not ResetPolicy.Never })
            tty.SetModemLines(false, false);
        tty.Restore();
    }

    /// <summary>Sends a short break behind what was written, unless one is held; then <paramref name="done"/>.</summary>
    public void SendBreak(Action done) =>
        _gate.WhenSent(
            _device,
            () =>
            {
                SendBreakNow();
                done();
            }
        );

    private void SendBreakNow()
    {
        if (State.Break || _breakTimer.IsSet)
            return;
        _breakTimer.SetAt(Stopwatch.GetTimestamp() + BreakTicks);
        _device.Call(tty => tty.SetBreak(true), _ => { });
    }

    /// <summary>Carries out a request that the port's state answers afterwards.</summary>
    public void Carry(ComPortRequest request, Action<Exception?> done) =>
        _gate.WhenSent(_device, () => CarryNow(request, done));

    /// <summary>Throws bytes away, those here first and then the driver's; nothing is read meanwhile.</summary>
    public void Purge(ComPortPurge what, Action<Exception?> done)
    {
        if (what != ComPortPurge.Receive)
            _device.DiscardUnsent();
        bool holds = what != ComPortPurge.Transmit;
        if (holds)
            _device.HoldReading(true);
        _device.Call(
            tty => tty.Purge((PurgeTarget)what),
            failure =>
            {
                if (holds)
                    _device.HoldReading(false);
                done(failure);
            }
        );
    }

    /// <summary>Throws away what the device has not taken; what waits for that goes on.</summary>
    public void DiscardUnsent()
    {
        _device.DiscardUnsent();
        _gate.Look();
    }

    /// <summary>Looks at the lines and error counters.</summary>
    public void Look(ILineLooker looker)
    {
        if (!_looks.TryPop(out LookCall? look))
            look = _device.CreateLook(OnSeen);
        look.Looker = looker;
        _device.Run(look);
    }

    private void OnSeen(LookCall look)
    {
        if (look.Lines is { } lines && lines != State.Lines)
            State = State with { Lines = lines };
        ILineLooker looker = look.Looker!;
        look.Looker = null;
        _looks.Push(look);
        looker.Seen(look.Lines, look.Errors);
    }

    private void CarryNow(in ComPortRequest request, Action<Exception?> done)
    {
        switch (request.Kind)
        {
            case ComPortRequestKind.Break:
                SetBreak(request.On, done);
                break;
            case ComPortRequestKind.Dtr:
                WishLines(request.On, null, done);
                break;
            case ComPortRequestKind.Rts:
                WishLines(null, request.On, done);
                break;
            default:
                if (PortWishes.Of(State, request) is { } wish)
                    Set(wish, done);
                else
                    done(null);
                break;
        }
    }

    private void WishLines(bool? dtr, bool? rts, Action<Exception?> done)
    {
        if (_options.Reset == ResetPolicy.Never)
            done(null);
        else if (_esp is not null)
            WishEsp(_esp, dtr, rts, done);
        else
            MoveLines(dtr, rts, done);
    }

    private void WishEsp(EspReset esp, bool? dtr, bool? rts, Action<Exception?> done)
    {
        State = State with { Dtr = dtr ?? State.Dtr, Rts = rts ?? State.Rts };
        EspSequence sequence = esp.Hear(dtr, rts);
        if (sequence != EspSequence.None)
            _device.Call(tty => LineSequences.Play(tty, sequence), _ => { });
        // Answered at once: the client goes on with its own sequence meanwhile, and that is swallowed.
        done(null);
    }

    private void MoveLines(bool? dtr, bool? rts, Action<Exception?> done)
    {
        State = State with { Dtr = dtr ?? State.Dtr, Rts = rts ?? State.Rts };
        if (!_hasLines)
            done(null);
        else
            _device.Call(tty => tty.SetModemLines(dtr, rts), done);
    }

    private void SetBreak(bool on, Action<Exception?> done)
    {
        _breakTimer.Cancel();
        State = State with { Break = on };
        _device.Call(tty => tty.SetBreak(on), done);
    }

    private void EndShortBreak()
    {
        if (!State.Break)
            _device.Call(tty => tty.SetBreak(false), _ => { });
    }

    private void Set(PortState wish, Action<Exception?> done)
    {
        SerialSettings settings = State.Settings;
        TtyFlow flow = State.Flow;
        PortState before = State;
        _device.Call(
            tty => (settings, flow) = Apply(tty, before, wish),
            failure =>
            {
                State = State with
                {
                    Settings = settings,
                    Flow = flow,
                    IsRtsCtsForInbound = wish.IsRtsCtsForInbound && flow.RtsCts,
                };
                done(failure);
            }
        );
    }

    private static (SerialSettings Settings, TtyFlow Flow) Apply(TtyDevice tty, PortState before, PortState wish)
    {
        SerialSettings used = before.Settings;
        if (wish.Settings != before.Settings)
        {
            used = tty.Configure(wish.Settings);
            // The kernel has one bit for two stop bits and for one and a half.
            if (used.StopBits == StopBits.Two && wish.Settings.StopBits == StopBits.OnePointFive && used.DataBits == 5)
                used = used with { StopBits = StopBits.OnePointFive };
        }
        TtyFlow flow = tty.ReadFlow();
        if (flow != wish.Flow)
            flow = tty.SetFlow(wish.Flow);
        return (used with { FlowControl = Overall(flow) }, flow);
    }

    private static FlowControl Overall(TtyFlow flow) =>
        flow.RtsCts ? FlowControl.RtsCts
        : flow.ObeysXoff || flow.SendsXoff ? FlowControl.XonXoff
        : FlowControl.None;

    /// <summary>Puts back what the client that left had changed.</summary>
    private void RestoreNow()
    {
        if (!_owesRestoring)
            return;
        _owesRestoring = false;
        _breakTimer.Cancel();
        PortState changed = State;
        bool drops = _options is { Lines: LinePolicy.Raise, Reset: not ResetPolicy.Never };
        bool restoresSettings = changed.Settings != _before.Settings || changed.Flow != _before.Flow;
        State = _before with { Dtr = !drops && changed.Dtr, Rts = !drops && changed.Rts, Lines = changed.Lines };
        _device.Call(
            tty =>
            {
                if (restoresSettings)
                    LineSequences.WaitUntilSent(tty);
                tty.SetBreak(false);
                if (drops && _hasLines)
                    tty.SetModemLines(false, false);
                if (restoresSettings)
                    Apply(tty, changed, _before);
            },
            _ => { }
        );
    }
}
