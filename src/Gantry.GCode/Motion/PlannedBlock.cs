namespace Gantry.GCode.Motion;

/// <summary>A move that has left the planner: nothing that comes later changes it.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Profile">How its speed goes.</param>
/// <param name="Tag">The tag of its <see cref="Move"/>.</param>
public readonly record struct PlannedBlock(AxisValues Start, AxisValues End, Trapezoid Profile, long Tag)
{
    /// <summary>How long it takes, in seconds.</summary>
    public double Seconds => Profile.Seconds;

    /// <summary>Where the head is after a time from the beginning of the block.</summary>
    public AxisValues PositionAt(double seconds) =>
        seconds >= Seconds ? End : Start + (End - Start) * (Profile.DistanceAt(seconds) / Profile.Distance);
}
