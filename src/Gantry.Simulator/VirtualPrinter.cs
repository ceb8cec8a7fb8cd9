using System.Buffers;
using Gantry.Simulator.Commands;
using Gantry.Simulator.Faults;
using Gantry.Simulator.Protocol;
using Gantry.Simulator.Thermal;
using Gantry.Simulator.Wire;

namespace Gantry.Simulator;

/// <summary>
/// A printer without a machine: bytes in, bytes out, and a clock that the caller moves. It does no input or output of its own and
/// looks at no other clock, so a test can run hours of it in a moment, and the same input gives the same output.
/// </summary>
/// <remarks>
/// Times count from its creation. The caller hands over what the host writes with <see cref="Receive"/>, moves the time
/// with <see cref="Advance"/>, and need not call before <see cref="NextEvent"/> unless it has something to hand over. Times must
/// not go back.
/// </remarks>
internal sealed class VirtualPrinter
{
    private readonly InboundWire _inbound;
    private readonly OutboundWire _outbound;
    private readonly Processor _processor = new();
    private readonly FaultInjector _faults;
    private readonly FaultSchedule _schedule;
    private readonly Replies _replies;
    private readonly Board _board;
    private readonly MainLoop _loop;
    private TimeSpan _bootAt = TimeSpan.MaxValue;
    private long _floodLeft;

    /// <summary>A printer that was switched on a while ago: it has said its banner, and waits.</summary>
    /// <param name="options">What it is like.</param>
    /// <param name="log">Takes down what it executes, if wanted.</param>
    public VirtualPrinter(PrinterOptions options, IExecutedLog? log = null)
    {
        TimeSpan perByte = options.BaudRate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(10.0 / options.BaudRate);
        _inbound = new InboundWire(perByte, options.Latency / 2);
        _outbound = new OutboundWire(perByte, options.Latency / 2);
        _faults = new FaultInjector(options.Faults);
        _schedule = new FaultSchedule(options.Faults);
        _replies = new Replies(_outbound, _processor, _faults);
        _board = new Board(options, _replies, _processor, new ReceiveRing(options.ReceiveBuffer));
        _loop = new MainLoop(_board, _inbound, _faults, log);
        _board.Background.Restart();
    }

    /// <summary>Commands done so far, over all resets.</summary>
    public long Executed => _loop.Executed;

    /// <summary>Bytes under way to the board.</summary>
    public int Backlog => _inbound.Count;

    /// <summary>Bytes that <see cref="Receive"/> takes now.</summary>
    public int Room => _inbound.Room / 2;

    /// <summary>Bytes lost because the receive buffer was full.</summary>
    public long LostBytes => _board.Ring.Lost;

    /// <summary>When the port, pulled by a fault, is there again.</summary>
    public TimeSpan PortReturnsAt { get; private set; }

    /// <summary>
    /// The earliest time at which the host could see something, if it writes nothing until then; the largest time when it would
    /// see nothing at all. What happens unseen before is done when the time is moved.
    /// </summary>
    public TimeSpan NextEvent
    {
        get
        {
            TimeSpan next = IsBooting || _floodLeft > 0 ? NextStep() : Min(_loop.NextVisible(), _schedule.NextTime);
            return Min(next, _outbound.NextArrival);
        }
    }

    private bool IsBooting => _bootAt != TimeSpan.MaxValue;

    /// <summary>Whether the port is gone, as when its cable is pulled.</summary>
    public bool IsPortGone(TimeSpan now) => now < PortReturnsAt;

    /// <summary>The host writes bytes at a time; they arrive one after the other at the pace of the wire.</summary>
    /// <exception cref="InvalidOperationException">More than <see cref="Room"/>.</exception>
    public void Receive(ReadOnlySpan<byte> bytes, TimeSpan at)
    {
        if (IsPortGone(at))
            return;
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> piece = bytes[..Math.Min(bytes.Length, _faults.LargestPiece)];
            bytes = bytes[piece.Length..];
            _inbound.Send(_faults.Received(piece), at);
        }
    }

    /// <summary>Moves the time, and hands over what has reached the host by then.</summary>
    public void Advance(TimeSpan now, IBufferWriter<byte> output)
    {
        for (TimeSpan next = NextStep(); next <= now; next = NextStep())
            Step(next);
        if (IsBooting || _board.IsHalted)
            Ignore(now);
        else
            _loop.CatchUp(now);
        if (IsPortGone(now))
            _outbound.CutAt(TimeSpan.MinValue);
        else
            _outbound.Deliver(now, output);
    }

    /// <summary>The board is reset (DTR went up, or somebody pressed the button): it forgets everything and starts again.</summary>
    public void Reset(TimeSpan at)
    {
        if (_board.Options.Flavour.Family == FirmwareFamily.Klipper)
            return;
        _outbound.CutAt(at);
        _replies.Clear();
        _processor.Restart(at);
        _loop.Restart();
        _board.Restart(at);
        _floodLeft = 0;
        _bootAt = at + _board.Options.BootTime;
    }

    private TimeSpan NextStep()
    {
        TimeSpan next = IsBooting ? _bootAt : NextOfFirmware();
        return Min(next, _schedule.NextTime);
    }

    private TimeSpan NextOfFirmware() => _floodLeft > 0 ? _processor.Now : _loop.Next();

    private void Step(TimeSpan time)
    {
        if (_schedule.TakeByTime(time) is { } fault)
            Strike(fault, time);
        else if (IsBooting)
            Boot();
        else if (_floodLeft > 0)
            Flood();
        else
            Run(time);
    }

    private void Run(TimeSpan time)
    {
        _loop.Step(time);
        if (_schedule.TakeByCommands(_loop.Executed) is { } fault)
            Strike(fault, _processor.Now);
    }

    private void Boot()
    {
        _processor.WaitUntil(_bootAt);
        Ignore(_bootAt);
        _bootAt = TimeSpan.MaxValue;
        _board.Temperatures.Restart(_processor.Now);
        _board.Background.Restart();
        Banner.Write(_board);
    }

    // A bootloader and a firmware that has halted hear nothing.
    private void Ignore(TimeSpan until)
    {
        while (_inbound.TryTake(until, out _)) { }
    }

    private void Flood()
    {
        Span<byte> piece = stackalloc byte[64];
        piece.Fill((byte)'#');
        int length = (int)Math.Min(_floodLeft, piece.Length);
        _floodLeft -= length;
        _replies.Raw(piece[..length]);
        if (_floodLeft == 0)
            _replies.Raw("\n"u8);
    }

    private void Strike(TimedFault fault, TimeSpan time)
    {
        switch (fault.Kind)
        {
            case FaultKind.Stall:
                _processor.WaitUntil(time);
                _processor.Work(fault.Duration);
                break;
            case FaultKind.Reset:
                Reset(time);
                break;
            case FaultKind.Kill:
                _processor.WaitUntil(time);
                _board.Halt([]);
                break;
            case FaultKind.Drop:
                PortReturnsAt = time + fault.Duration;
                break;
            case FaultKind.Flood:
                _processor.WaitUntil(time);
                _floodLeft = fault.Bytes;
                break;
            default:
                _board.Heaters.Break(fault.Heater, HeaterFaultOf(fault.Kind), time);
                break;
        }
    }

    private static HeaterFault HeaterFaultOf(FaultKind kind) =>
        kind switch
        {
            FaultKind.Runaway => HeaterFault.Runaway,
            FaultKind.HeatingFailed => HeaterFault.HeatingFailed,
            FaultKind.MinTemp => HeaterFault.MinTemp,
            _ => HeaterFault.MaxTemp,
        };

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
