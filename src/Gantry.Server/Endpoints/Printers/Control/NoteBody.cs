namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>What was asked of a printer is sent, and not acknowledged yet.</summary>
/// <param name="Note">Why, for people.</param>
internal sealed record NoteBody(string Note);
