namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>An answer to the printer's question.</summary>
/// <param name="Id">Which question: an answer to an earlier one is refused.</param>
/// <param name="Choice">The button, counted from 0.</param>
internal sealed record PromptBody(int Id, int Choice);
