using Gantry.Simulator.Commands;
using Gantry.Simulator.Faults;
using Gantry.Simulator.Wire;

namespace Gantry.Simulator.Protocol;

/// <summary>
/// The firmware's main loop: read lines into the queue while there is room, do what is due at intervals, execute the next
/// command. It runs in steps, each at a time; the processor's own clock may be ahead of the step's by the work of one command.
/// </summary>
internal sealed class MainLoop
{
    // "ok" and a line feed; and the shortest thing that is said without a command having been worked on, "echo:M112 Shutdown".
    private const int ShortestAnswer = 3;
    private const int ShortestMessage = 19;

    private readonly Board _board;
    private readonly InboundWire _wire;
    private readonly ReceiveRing _ring;
    private readonly FaultInjector _faults;
    private readonly IExecutedLog? _log;
    private readonly LineBuffer _lineBuffer;
    private readonly CommandQueue _queue;
    private readonly ParsedCommand _command = new();
    private readonly EmergencyParser? _emergency;
    private readonly ICommandSet[] _sets;
    private Ongoing? _ongoing;

    public MainLoop(Board board, InboundWire wire, FaultInjector faults, IExecutedLog? log)
    {
        _board = board;
        _wire = wire;
        _ring = board.Ring;
        _faults = faults;
        _log = log;
        _lineBuffer = new LineBuffer(board.Options.Flavour.BackspaceErases);
        _queue = new CommandQueue(board.Options.QueueLines);
        _emergency = board.Has(Features.EmergencyParser) ? new EmergencyParser() : null;
        _sets =
        [
            new MotionCommands(board),
            new HeatCommands(board),
            new HostCommands(board),
            new PromptCommands(board),
            new SilentCommands(),
        ];
    }

    /// <summary>Commands done so far.</summary>
    public long Executed { get; private set; }

    // A wire without a limit is like native USB: it holds back what finds no room. A UART cannot.
    private bool CanReceive => _ring.HasRoom || !_wire.IsUnlimited;

    /// <summary>Everything as after a reset.</summary>
    public void Restart()
    {
        _queue.Clear();
        _lineBuffer.Clear();
        _ring.Clear();
        _emergency?.Restart();
        _ongoing = null;
    }

    /// <summary>When the next step is due; the largest time when only a byte from the host can change anything.</summary>
    public TimeSpan Next()
    {
        TimeSpan now = _board.Processor.Now;
        if (_board.IsHalted)
            return TimeSpan.MaxValue;
        if ((_ongoing is null && _queue.Count > 0) || _emergency is { IsPending: true })
            return now;
        if (_ring.Count > 0 && !_queue.IsFull)
            return now;
        TimeSpan next = _board.Background.Next(now);
        if (_ongoing is not null)
            next = Min(next, _ongoing.NextLook(now));
        // With a full queue only the emergency parser listens, as far as the ring takes bytes.
        if (!_queue.IsFull || (_emergency is not null && CanReceive))
            next = Min(next, _wire.NextLineEnd());
        return next > now ? next : now;
    }

    /// <summary>When the host could see the first of what comes, at the earliest: an answer takes work, and time on the wire.</summary>
    public TimeSpan NextVisible()
    {
        TimeSpan next = Next();
        if (next == TimeSpan.MaxValue)
            return next;
        TimeSpan ok = _wire.PerByte * ShortestAnswer;
        bool isAtOnce = _ongoing is not null || _board.Lines.AnswersFirst;
        return next + (isAtOnce ? ok : Min(_board.Workload.ForLine + ok, _wire.PerByte * ShortestMessage));
    }

    /// <summary>One round of the loop at a time not before <see cref="Next"/>.</summary>
    public void Step(TimeSpan time)
    {
        Processor processor = _board.Processor;
        Listen(time);
        processor.WaitUntil(time);
        ReadLines(time);
        if (_board.IsHalted || processor.Now > time)
            return;
        ObeyEmergency();
        _board.Background.Run(time);
        if (_board.IsHalted || processor.Now > time)
            return;
        if (_ongoing is not null)
            GoOn(processor.Now);
        else if (_queue.Count > 0)
            Execute();
    }

    /// <summary>Takes bytes off the wire that have arrived by now, so that it holds only those still under way.</summary>
    public void CatchUp(TimeSpan now)
    {
        Listen(now);
        ReadLines(now);
    }

    // Bytes that came while the processor was at work, or with a full queue, are in the ring, or lost.
    private void Listen(TimeSpan time)
    {
        if (_board.Processor.Now >= time || _queue.IsFull)
            Interrupt(time);
    }

    private void Interrupt(TimeSpan time)
    {
        while (CanReceive && TryReceive(time, out byte value))
            _ring.Put(value);
    }

    private void ReadLines(TimeSpan time)
    {
        Processor processor = _board.Processor;
        while (!_queue.IsFull && processor.Now <= time && !_board.IsHalted)
        {
            if (!_ring.TryTake(out byte value) && !TryReceive(time, out value))
                return;
            if (_lineBuffer.Add(value))
                AcceptLine(_lineBuffer.Line);
        }
    }

    private bool TryReceive(TimeSpan time, out byte value)
    {
        bool isHeard;
        do
        {
            isHeard = _wire.IsUnlimited || _wire.NextArrival > _board.DeafUntil;
            if (!_wire.TryTake(time, out value))
                return false;
            _emergency?.Receive(value, _board);
        } while (!isHeard);
        return true;
    }

    private void AcceptLine(ReadOnlySpan<byte> line)
    {
        long last = _board.Lines.LastNumber;
        LineVerdict verdict = _board.Lines.Check(line);
        if (verdict == LineVerdict.Ignore)
            return;
        if (verdict == LineVerdict.Accept && _board.Lines.LastNumber != last && _faults.RefusesLine())
        {
            _board.Lines.LastNumber = last;
            verdict = LineVerdict.WrongChecksum;
        }
        if (verdict == LineVerdict.Accept)
            Enqueue(line);
        else
            Refuse(verdict);
    }

    private void Enqueue(ReadOnlySpan<byte> line)
    {
        _board.Background.LineAccepted();
        if (_emergency is null)
            ObeyEarly(line.TrimStart((byte)' '));
        if (!_board.IsHalted)
            _queue.Add(line);
    }

    private void Refuse(LineVerdict verdict)
    {
        _board.Lines.Complain(verdict, _board.Replies);
        Interrupt(_board.Processor.Now);
        if (verdict == LineVerdict.Repeated)
        {
            _board.Replies.Line("ok"u8);
            return;
        }
        _board.RequestResend();
        _board.Background.ResendRequested();
        _lineBuffer.Clear();
    }

    // Without an emergency parser these act when the line reaches the queue, and only if the line begins with them.
    private void ObeyEarly(ReadOnlySpan<byte> line)
    {
        bool isMarlin = _board.Options.Flavour.Family == FirmwareFamily.Marlin;
        if (line.StartsWith("M112"u8))
            _board.Halt("M112 Shutdown"u8);
        else if (isMarlin && line.StartsWith("M108"u8))
            _board.StopWaiting();
        else if (isMarlin && line.StartsWith("M410"u8))
            _board.QuickStop();
    }

    private void ObeyEmergency()
    {
        if (_emergency is null)
            return;
        bool kill = _emergency.HasKill;
        bool stop = _emergency.HasQuickStop;
        _emergency.Done();
        if (kill)
            _board.Halt("M112 Shutdown"u8);
        else if (stop)
            _board.QuickStop();
    }

    private void Execute()
    {
        _command.Parse(_queue.First);
        _log?.Executed(_command.Text);
        if (_board.Lines.AnswersFirst)
            Acknowledge();
        _board.Processor.Work(_board.Workload.ForLine);
        CommandResult result = RunCommand();
        if (_board.IsHalted)
            return;
        if (result.Ongoing is { } ongoing)
        {
            _ongoing = ongoing;
            GoOn(_board.Processor.Now);
        }
        else
        {
            Finish(answered: result.IsAnswered);
        }
    }

    private CommandResult RunCommand()
    {
        foreach (ICommandSet set in _sets)
        {
            CommandResult result = set.Run(_command);
            if (!result.IsUnknown)
                return result;
        }
        SayUnknown();
        return CommandResult.Done;
    }

    private void SayUnknown()
    {
        ReadOnlySpan<byte> before = _board.Options.Flavour.Family switch
        {
            FirmwareFamily.Klipper => "// Unknown command:\""u8,
            FirmwareFamily.Repetier => "Unknown command:\""u8,
            _ => "echo:Unknown command: \""u8,
        };
        _board.Replies.Text(before).Text(_command.Text).Text("\""u8).End();
    }

    private void GoOn(TimeSpan now)
    {
        Ongoing? before;
        do
        {
            before = _ongoing;
            _ongoing = before!.Poll(now);
        } while (_ongoing is not null && _ongoing != before);
        if (_ongoing is null)
            Finish(answered: false);
        else
            _board.Background.Begin(_ongoing.Busy);
    }

    private void Finish(bool answered)
    {
        _board.Background.Idle();
        ReadOnlySpan<byte> chatter = _faults.Chatter();
        if (!chatter.IsEmpty)
            _board.Replies.Line(chatter);
        if (!answered && !_board.Lines.AnswersFirst)
            Acknowledge();
        _queue.RemoveFirst();
        Executed++;
    }

    private void Acknowledge()
    {
        int plannerFree = _board.Motion.Free(_board.Processor.Now);
        _board.Lines.Acknowledge(_board.Replies, _queue.First, plannerFree, _queue.Free);
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
