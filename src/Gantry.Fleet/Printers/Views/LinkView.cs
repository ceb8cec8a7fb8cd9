namespace Gantry.Fleet.Printers.Views;

/// <summary>How a link does.</summary>
/// <param name="LinesPerSecond">Lines that were acknowledged in a second, lately.</param>
/// <param name="Resends">Times that sending went back to an earlier line.</param>
/// <param name="Window">Lines that may be on their way.</param>
public sealed record LinkView(double LinesPerSecond, long Resends, int Window)
{
    /// <summary>From a line's sending to its acknowledgement, in the middle; null when nobody knows.</summary>
    public double? RoundTripMs { get; init; }
}
