using Gantry.GCode.Motion;

namespace Gantry.Simulator.Motion;

/// <summary>
/// The planner of <see cref="MotionPlanner"/>, emptied at the pace at which the machine moves: the next block leaves it when the
/// one before has run.
/// </summary>
internal sealed class MotionQueue(MachineSettings settings, MachinePace pace)
{
    // A first block waits for company, so that it need not brake at its end, but no longer than until it is one of three
    // (Marlin's planner.cpp).
    private const int EnoughToStart = 3;

    private readonly MotionPlanner _planner = new(settings);
    private PlannedBlock _block;
    private bool _isRunning;
    private TimeSpan _start;
    private TimeSpan _end;

    /// <summary>What the interpreter of commands puts its moves into.</summary>
    public MotionPlanner Planner => _planner;

    /// <summary>Blocks that it holds at most, with the one that runs.</summary>
    public int Capacity { get; } = settings.PlannerBlocks - 1;

    /// <summary>Where the head will be when everything planned has run.</summary>
    public AxisValues Planned => _planner.Position;

    public bool IsIdle(TimeSpan now) => Count(now) == 0;

    public bool IsFull(TimeSpan now)
    {
        Advance(now);
        return _planner.IsFull;
    }

    public int Free(TimeSpan now) => Capacity - Count(now);

    /// <summary>Blocks that wait and the one that runs.</summary>
    public int Count(TimeSpan now)
    {
        Advance(now);
        return _planner.Count + (_isRunning ? 1 : 0);
    }

    /// <summary>When a block ends or begins next; the largest time when nothing is planned.</summary>
    public TimeSpan NextChange(TimeSpan now)
    {
        if (Count(now) == 0)
            return TimeSpan.MaxValue;
        return _isRunning ? _end : _start;
    }

    /// <summary>Plans a move; there must be room.</summary>
    public void Add(in Move move, TimeSpan now)
    {
        if (pace.IsInstant)
        {
            _planner.SetPosition(move.Target);
            return;
        }
        bool wasIdle = IsIdle(now);
        if (!_planner.Push(move))
            return;
        if (wasIdle)
            _start = now + pace.ToHost(TimeSpan.FromSeconds(settings.FirstBlockDelay));
        else if (!_isRunning && _planner.Count >= EnoughToStart && now < _start)
            _start = now;
    }

    /// <summary>Where the head is.</summary>
    public AxisValues PositionAt(TimeSpan now)
    {
        if (Count(now) == 0)
            return Planned;
        return _isRunning ? _block.PositionAt(pace.ToMachineSeconds(now - _start)) : _block.End;
    }

    /// <summary>The head is somewhere else without having moved (homing), and nothing is planned.</summary>
    public void SetPosition(AxisValues position)
    {
        _planner.SetPosition(position);
        _block = _block with { End = position };
    }

    /// <summary>Stops at once, wherever the head is, and forgets the rest.</summary>
    public void Stop(TimeSpan now)
    {
        AxisValues position = PositionAt(now);
        _isRunning = false;
        _planner.Clear(position);
        SetPosition(position);
    }

    private void Advance(TimeSpan now)
    {
        while (true)
        {
            if (_isRunning && _end <= now)
                (_isRunning, _start) = (false, _end);
            if (_isRunning || _planner.Count == 0 || _start > now)
                return;
            _block = _planner.Take();
            _isRunning = true;
            _end = _start + pace.ToHost(TimeSpan.FromSeconds(_block.Seconds));
        }
    }
}
