namespace Gantry.GCode.Motion;

/// <summary>
/// Marlin's look-ahead planner: takes moves, joins them as fast as corners, accelerations and the end of the queue
/// allow, and gives them out one by one. A block is final once taken. The time that passes is the caller's business:
/// an estimate takes a block whenever the planner is full, a simulator whenever the one before has run.
/// </summary>
public sealed class MotionPlanner
{
    /// <summary>Marlin drops moves of fewer steps and adds them to the next one (MIN_STEPS_PER_SEGMENT).</summary>
    private const int MinSteps = 6;

    /// <summary>Marlin never plans a slower end of a move (MINIMUM_PLANNER_SPEED, 0.05 mm/s), squared.</summary>
    private const double SlowestSquared = 0.05 * 0.05;

    /// <summary>Marlin's MINIMAL_STEP_RATE on 8-bit boards, steps/s.</summary>
    private const double SlowestStepRate = 120;

    private readonly Block[] _ring;
    private readonly int _capacity;
    private readonly int _low;
    private int _tail;
    private AxisValues _position;
    private AxisValues _previousDirection;
    private AxisValues _previousSpeed;
    private double _previousNominal;
    private MotionLimits _limits;

    /// <summary>Creates an idle planner with the head at zero.</summary>
    public MotionPlanner(MachineSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.PlannerBlocks, 4);
        _limits = MotionLimits.From(settings);
        // One place always stays free, and one holds the block that runs.
        _capacity = settings.PlannerBlocks - 2;
        _low = settings.PlannerBlocks / 2 - 1;
        _ring = new Block[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)settings.PlannerBlocks)];
    }

    /// <summary>Blocks that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a block must be taken before the next move fits.</summary>
    public bool IsFull => Count == _capacity;

    /// <summary>Where the head will be when all blocks have run.</summary>
    public AxisValues Position => _position;

    internal ref MotionLimits Limits => ref _limits;

    /// <summary>Says where the head is, without a move (G28, G92).</summary>
    public void SetPosition(AxisValues position) => _position = position;

    /// <summary>Adds a move to the plan.</summary>
    /// <returns>
    /// False when it is shorter than six steps: Marlin drops it, and the next move starts where this one would have.
    /// </returns>
    /// <exception cref="InvalidOperationException">The planner is full.</exception>
    public bool Push(in Move move)
    {
        if (IsFull)
            throw new InvalidOperationException("The planner is full; take a block first.");
        AxisValues delta = move.Target - _position;
        if (Steps(delta) < MinSteps)
            return false;
        ref Block block = ref At(Count);
        block.Start = _position;
        block.End = move.Target;
        block.Tag = move.Tag;
        double travel = HasTravelSteps(delta) ? delta.Travel : 0;
        block.Distance = travel > 0 ? travel : Math.Abs(delta.E);
        PlanSpeed(ref block, delta, move.Feedrate);
        PlanAcceleration(ref block, delta, travel > 0);
        PlanEntry(ref block, delta);
        _position = move.Target;
        Count++;
        Recalculate();
        return true;
    }

    /// <summary>Gives out the oldest block, which is final from now on.</summary>
    /// <exception cref="InvalidOperationException">The planner is empty.</exception>
    public PlannedBlock Take()
    {
        if (Count == 0)
            throw new InvalidOperationException("The planner is empty.");
        ref Block block = ref At(0);
        double exit = Count > 1 ? At(1).EntrySquared : SlowestSquared;
        Trapezoid profile = Trapezoid.Plan(
            Math.Max(Math.Sqrt(block.EntrySquared), block.SlowestStep),
            Math.Max(Math.Sqrt(exit), block.SlowestStep),
            block.Nominal,
            block.Acceleration,
            block.Distance
        );
        _tail++;
        Count--;
        return new PlannedBlock(block.Start, block.End, profile, block.Tag);
    }

    /// <summary>Drops all blocks that wait; the head stays at a given place (a quick stop).</summary>
    public void Clear(AxisValues position)
    {
        Count = 0;
        _position = position;
        _previousNominal = 0;
    }

    private ref Block At(int index) => ref _ring[(_tail + index) & (_ring.Length - 1)];

    private double Steps(in AxisValues delta) =>
        Math.Max(
            Math.Max(Math.Abs(delta.X * _limits.StepsPerMm.X), Math.Abs(delta.Y * _limits.StepsPerMm.Y)),
            Math.Max(Math.Abs(delta.Z * _limits.StepsPerMm.Z), Math.Abs(delta.E * _limits.StepsPerMm.E))
        );

    private bool HasTravelSteps(in AxisValues delta) =>
        Math.Abs(delta.X * _limits.StepsPerMm.X) >= MinSteps
        || Math.Abs(delta.Y * _limits.StepsPerMm.Y) >= MinSteps
        || Math.Abs(delta.Z * _limits.StepsPerMm.Z) >= MinSteps;

    private void PlanSpeed(ref Block block, in AxisValues delta, double feedrate)
    {
        feedrate = Math.Max(feedrate, delta.E != 0 ? _limits.MinFeedrate : _limits.MinTravelFeedrate);
        // A file may never have said a speed, or 0; any speed over none keeps the arithmetic finite.
        double seconds = block.Distance / Math.Max(feedrate, 0.01);
        // The queue runs low: stretch short moves rather than stop at a corner (SLOWDOWN).
        if (Count >= 2 && Count <= _low && seconds < _limits.MinSegmentSeconds)
            seconds += 2 * (_limits.MinSegmentSeconds - seconds) / Count;
        seconds = Math.Max(seconds, Math.Abs(delta.X) / _limits.MaxFeedrate.X);
        seconds = Math.Max(seconds, Math.Abs(delta.Y) / _limits.MaxFeedrate.Y);
        seconds = Math.Max(seconds, Math.Abs(delta.Z) / _limits.MaxFeedrate.Z);
        seconds = Math.Max(seconds, Math.Abs(delta.E) / _limits.MaxFeedrate.E);
        block.Nominal = block.Distance / seconds;
        block.SlowestStep = SlowestStepRate * block.Distance / Steps(delta);
    }

    private void PlanAcceleration(ref Block block, in AxisValues delta, bool travels)
    {
        if (!travels)
        {
            block.Acceleration = _limits.RetractAcceleration;
            return;
        }
        double acceleration = delta.E != 0 ? _limits.PrintAcceleration : _limits.TravelAcceleration;
        if (delta.E > 0 && _limits.LinearAdvance > 0)
        {
            double ratio = delta.E / block.Distance;
            // Over 3 mm of filament for each mm it is no line, but a prime joined with one.
            if (ratio <= 3)
                acceleration = Math.Min(acceleration, _limits.ExtruderJerk / (_limits.LinearAdvance * ratio));
        }
        block.Acceleration = Junction.WithinAxes(acceleration, delta * (1 / block.Distance), _limits.MaxAcceleration);
    }

    private void PlanEntry(ref Block block, in AxisValues delta)
    {
        AxisValues direction = delta * (1 / (delta.E != 0 ? delta.Length : block.Distance));
        AxisValues speed = delta * (block.Nominal / block.Distance);
        bool fromRest = Count == 0 || _previousNominal <= 0;
        double squared;
        if (_limits.JunctionDeviation <= 0)
            squared = Junction.SpeedSquaredByJerk(
                _previousSpeed,
                fromRest ? 0 : _previousNominal,
                speed,
                block.Nominal,
                _limits.MaxJerk
            );
        else if (fromRest)
            squared = 0;
        else
        {
            squared = Junction.SpeedSquaredByDeviation(_previousDirection, direction, block, _limits);
            squared = Math.Min(squared, block.Nominal * block.Nominal);
            squared = Math.Min(squared, _previousNominal * _previousNominal);
        }
        block.MaxEntrySquared = Math.Max(squared, SlowestSquared);
        block.EntrySquared = fromRest ? block.MaxEntrySquared : SlowestSquared;
        _previousDirection = direction;
        _previousSpeed = speed;
        _previousNominal = block.Nominal;
    }

    /// <summary>
    /// Backward: each block may enter as fast as it can still brake for the next. Forward: and as fast as the one before
    /// can speed up. The oldest block keeps its entry: the one before it has left with that exit speed.
    /// </summary>
    private void Recalculate()
    {
        double exit = SlowestSquared;
        int index = Count - 1;
        for (; index > 0; index--)
        {
            ref Block block = ref At(index);
            double entry = Math.Min(block.MaxEntrySquared, block.Reachable(exit));
            if (entry == block.EntrySquared && index < Count - 1)
                break;
            block.EntrySquared = entry;
            exit = entry;
        }
        for (; index < Count - 1; index++)
        {
            ref Block before = ref At(index);
            ref Block next = ref At(index + 1);
            double reachable = before.Reachable(before.EntrySquared);
            if (reachable < next.EntrySquared)
                // No later move can raise it any more.
                next.EntrySquared = next.MaxEntrySquared = reachable;
        }
    }
}
