namespace Gantry.GCode.Motion;

/// <summary>How fast the head may go round the corner between two moves, as Marlin 2.1 reckons it.</summary>
internal static class Junction
{
    private const double NearlyBack = 0.999999;
    private const double Octagon = -0.7071067812;

    /// <summary>The highest speed squared by junction deviation.</summary>
    /// <param name="previous">Direction of the move before, of length 1.</param>
    /// <param name="next">Direction of the move after, of length 1.</param>
    /// <param name="block">The move after.</param>
    /// <param name="limits">The machine's limits.</param>
    public static double SpeedSquaredByDeviation(
        in AxisValues previous,
        in AxisValues next,
        in Block block,
        in MotionLimits limits
    )
    {
        double cos = -(previous.X * next.X + previous.Y * next.Y + previous.Z * next.Z + previous.E * next.E);
        if (cos > NearlyBack)
            return 0;
        cos = Math.Max(cos, -NearlyBack);
        AxisValues change = next - previous;
        double length = change.Length;
        double acceleration =
            length > 0
                ? WithinAxes(block.Acceleration, change * (1 / length), limits.MaxAcceleration)
                : block.Acceleration;
        double half = Math.Sqrt(0.5 * (1 - cos));
        double squared = acceleration * limits.JunctionDeviation * half / (1 - half);
        // Short moves that bend little are pieces of a curve: the speed follows from its radius.
        if (block.Distance < 1 && cos < Octagon)
            squared = Math.Min(squared, block.Distance * acceleration / Math.Acos(-cos));
        return squared;
    }

    /// <summary>The highest speed squared by classic jerk.</summary>
    /// <param name="previous">Speed of the move before on each axis, mm/s.</param>
    /// <param name="previousNominal">Speed of the move before; 0 from rest.</param>
    /// <param name="next">Speed of the move after on each axis, mm/s.</param>
    /// <param name="nextNominal">Speed of the move after.</param>
    /// <param name="jerk">The jerk of each axis.</param>
    public static double SpeedSquaredByJerk(
        in AxisValues previous,
        double previousNominal,
        in AxisValues next,
        double nextNominal,
        in AxisValues jerk
    )
    {
        double speed = previousNominal > 0 ? Math.Min(previousNominal, nextNominal) : nextNominal;
        AxisValues before = previousNominal > 0 ? previous * (speed / previousNominal) : default;
        AxisValues change = next * (speed / nextNominal) - before;
        double factor = 1;
        factor = Limit(factor, change.X, jerk.X);
        factor = Limit(factor, change.Y, jerk.Y);
        factor = Limit(factor, change.Z, jerk.Z);
        factor = Limit(factor, change.E, jerk.E);
        return speed * factor * speed * factor;
    }

    /// <summary>The acceleration along a direction that no axis' limit forbids.</summary>
    public static double WithinAxes(double acceleration, in AxisValues direction, in AxisValues limits)
    {
        acceleration = Within(acceleration, direction.X, limits.X);
        acceleration = Within(acceleration, direction.Y, limits.Y);
        acceleration = Within(acceleration, direction.Z, limits.Z);
        return Within(acceleration, direction.E, limits.E);
    }

    private static double Within(double value, double part, double limit)
    {
        part = Math.Abs(part);
        return value * part > limit ? limit / part : value;
    }

    private static double Limit(double factor, double change, double limit) =>
        Math.Abs(change) * factor > limit ? limit / Math.Abs(change) : factor;
}
