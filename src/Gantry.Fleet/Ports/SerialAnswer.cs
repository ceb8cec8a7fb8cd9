namespace Gantry.Fleet.Ports;

/// <summary>What was heard from a device.</summary>
/// <param name="Matched">Whether a line was as expected.</param>
/// <param name="Line">That line.</param>
/// <param name="Lines">All lines that were heard.</param>
public sealed record SerialAnswer(bool Matched, string? Line, IReadOnlyList<string> Lines);
