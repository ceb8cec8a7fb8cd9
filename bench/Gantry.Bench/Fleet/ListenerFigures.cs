namespace Gantry.Bench.Fleet;

/// <summary>What a listener heard.</summary>
/// <param name="PerSecond">Events in a second.</param>
/// <param name="Half">Half of the events are younger than this when they arrive.</param>
/// <param name="Most">99 of 100 are younger than this.</param>
/// <param name="Oldest">The oldest.</param>
/// <param name="Gap">Between two events of one printer, in 99 of 100 cases.</param>
/// <param name="LongestGap">The longest time without an event of a printer.</param>
internal sealed record ListenerFigures(
    double PerSecond,
    TimeSpan Half,
    TimeSpan Most,
    TimeSpan Oldest,
    TimeSpan Gap,
    TimeSpan LongestGap
);
