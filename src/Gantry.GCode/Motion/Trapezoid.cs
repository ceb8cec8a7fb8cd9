namespace Gantry.GCode.Motion;

/// <summary>
/// How speed goes over one straight move: up from the entry speed, along at the cruising speed, down to the exit speed.
/// Speeds in mm/s, times in seconds, distances in mm.
/// </summary>
/// <param name="Entry">Speed at the beginning.</param>
/// <param name="Cruise">The highest speed reached.</param>
/// <param name="Exit">Speed at the end.</param>
/// <param name="Acceleration">Acceleration up and down, mm/s².</param>
/// <param name="Distance">Length of the move.</param>
public readonly record struct Trapezoid(double Entry, double Cruise, double Exit, double Acceleration, double Distance)
{
    /// <summary>Time spent speeding up.</summary>
    public double AccelerationSeconds => (Cruise - Entry) / Acceleration;

    /// <summary>Time spent slowing down.</summary>
    public double DecelerationSeconds => (Cruise - Exit) / Acceleration;

    /// <summary>Time spent at the cruising speed.</summary>
    public double CruiseSeconds =>
        Math.Max(0, (Distance - (2 * Cruise * Cruise - Entry * Entry - Exit * Exit) / (2 * Acceleration)) / Cruise);

    /// <summary>Time of the whole move.</summary>
    public double Seconds => AccelerationSeconds + CruiseSeconds + DecelerationSeconds;

    /// <summary>Builds the fastest profile within the given speeds.</summary>
    /// <param name="entry">Speed at the beginning.</param>
    /// <param name="exit">Speed at the end.</param>
    /// <param name="nominal">The speed wanted.</param>
    /// <param name="acceleration">Acceleration, over 0.</param>
    /// <param name="distance">Length, over 0.</param>
    public static Trapezoid Plan(double entry, double exit, double nominal, double acceleration, double distance)
    {
        entry = Math.Min(entry, nominal);
        exit = Math.Min(exit, nominal);
        double peakSquared = acceleration * distance + (entry * entry + exit * exit) / 2;
        double peak = Math.Sqrt(peakSquared);
        // Never below either end: rounding in the passes may leave a move a hair too short for its exit speed.
        double cruise = Math.Max(Math.Min(peak, nominal), Math.Max(entry, exit));
        return new Trapezoid(entry, cruise, exit, acceleration, distance);
    }

    /// <summary>How far the move has come after a time from its beginning.</summary>
    public double DistanceAt(double seconds)
    {
        if (seconds <= 0)
            return 0;
        double up = AccelerationSeconds;
        if (seconds < up)
            return (Entry + Acceleration * seconds / 2) * seconds;
        double done = (Entry + Cruise) / 2 * up;
        seconds -= up;
        double along = CruiseSeconds;
        if (seconds < along)
            return done + Cruise * seconds;
        done += Cruise * along;
        seconds = Math.Min(seconds - along, DecelerationSeconds);
        return Math.Min(Distance, done + (Cruise - Acceleration * seconds / 2) * seconds);
    }
}
