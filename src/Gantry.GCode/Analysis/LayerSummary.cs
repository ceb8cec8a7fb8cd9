namespace Gantry.GCode.Analysis;

/// <summary>The layers of a print. Heights in mm; null where nothing tells.</summary>
/// <param name="Count">How many there are; 0 when nothing is printed.</param>
/// <param name="FirstHeight">Height of the first one.</param>
/// <param name="Height">Height of the others.</param>
/// <param name="Top">The highest Z at which something is printed.</param>
public sealed record LayerSummary(int Count, double? FirstHeight, double? Height, double? Top);
