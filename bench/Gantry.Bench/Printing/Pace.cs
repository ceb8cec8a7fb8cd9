namespace Gantry.Bench.Printing;

/// <summary>How a host did.</summary>
/// <param name="LinesPerSecond">Commands executed per second.</param>
/// <param name="Cores">Processor time that the host used, in cores.</param>
/// <param name="LongestGap">The longest time in which nothing was executed.</param>
internal readonly record struct Pace(double LinesPerSecond, double Cores, TimeSpan LongestGap);
