namespace Gantry.Fleet.Prints.Logs;

/// <summary>A line that was said between a printer and its host.</summary>
/// <param name="At">When it was said.</param>
/// <param name="Direction"><c>sent</c>, <c>received</c>, or <c>note</c>: a remark of the host.</param>
/// <param name="Text">The line, with what is no text taken out.</param>
public sealed record PrintLogLine(DateTimeOffset At, string Direction, string Text);
