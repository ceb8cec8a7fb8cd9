using Gantry.Printing.Terminal;

namespace Gantry.Fleet.Printers;

/// <summary>What a printer and its host say to each other.</summary>
/// <param name="Log">The lines.</param>
/// <param name="StartedAt">When the times of the lines were zero.</param>
public sealed record PrinterTerminal(TerminalLog Log, DateTimeOffset StartedAt);
