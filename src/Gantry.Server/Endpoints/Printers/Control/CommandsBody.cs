namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>Commands as somebody types them.</summary>
/// <param name="Lines">The commands.</param>
internal sealed record CommandsBody(IReadOnlyList<string> Lines);
