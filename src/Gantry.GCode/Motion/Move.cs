namespace Gantry.GCode.Motion;

/// <summary>A straight move, as the planner takes it.</summary>
/// <param name="Target">Where it ends: X, Y, Z in machine coordinates (mm); E counts all filament so far (mm).</param>
/// <param name="Feedrate">The speed wanted, mm/s.</param>
/// <param name="Tag">Anything that the caller wants to find again in the planned block, as a command number.</param>
public readonly record struct Move(AxisValues Target, double Feedrate, long Tag);
