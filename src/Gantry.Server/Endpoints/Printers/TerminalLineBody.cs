namespace Gantry.Server.Endpoints.Printers;

/// <summary>A line that was said between a printer and its host.</summary>
/// <param name="N">Its number; the next line has the next one.</param>
/// <param name="At">When it was said.</param>
/// <param name="Direction"><c>sent</c>, <c>received</c>, or <c>note</c>: a remark of the host.</param>
/// <param name="Text">The line, with what is no text taken out.</param>
/// <param name="By">Who sent it; null when nobody keeps that.</param>
internal sealed record TerminalLineBody(long N, DateTimeOffset At, string Direction, string Text, string? By);
