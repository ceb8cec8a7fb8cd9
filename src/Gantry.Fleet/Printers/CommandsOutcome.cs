using Gantry.Printing.Control;

namespace Gantry.Fleet.Printers;

/// <summary>What became of commands by the time in which somebody waits for an answer.</summary>
/// <param name="Answers">What the firmware said to each, as far as it was heard.</param>
/// <param name="Note">Why it has not acknowledged the last one yet; null when it has.</param>
public sealed record CommandsOutcome(IReadOnlyList<CommandAnswer> Answers, string? Note);
