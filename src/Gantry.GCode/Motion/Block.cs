namespace Gantry.GCode.Motion;

/// <summary>A move within the planner, whose entry and exit speeds may still rise. Speeds are kept squared.</summary>
internal struct Block
{
    public AxisValues Start;
    public AxisValues End;
    public long Tag;
    public double Distance;
    public double Nominal;
    public double Acceleration;

    /// <summary>The stepper cannot go slower: 120 steps a second on an AVR (MINIMAL_STEP_RATE).</summary>
    public double SlowestStep;

    public double EntrySquared;
    public double MaxEntrySquared;

    /// <summary>The highest speed squared at the other end when going through with the full acceleration.</summary>
    public readonly double Reachable(double fromSquared) => fromSquared + 2 * Acceleration * Distance;
}
