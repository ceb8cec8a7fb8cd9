namespace Gantry.Printing.Control;

/// <summary>A move of the head by hand.</summary>
/// <param name="X">How far, or where to, mm; null for not at all.</param>
/// <param name="Y">The same in Y.</param>
/// <param name="Z">The same in Z.</param>
/// <param name="Feedrate">How fast, mm/min; null for the speeds of parking.</param>
/// <param name="IsRelative">Whether lengths count from where the head is.</param>
public sealed record JogMove(
    double? X = null,
    double? Y = null,
    double? Z = null,
    double? Feedrate = null,
    bool IsRelative = true
);
