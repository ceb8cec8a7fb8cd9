namespace Gantry.GCode.Words;

/// <summary>A letter and what follows it.</summary>
/// <param name="Letter">The letter as written.</param>
/// <param name="HasValue">Whether a number follows.</param>
/// <param name="Value">The number, or 0.</param>
/// <param name="Start">Where the letter stands in the command.</param>
public readonly record struct GCodeWord(byte Letter, bool HasValue, double Value, int Start);
