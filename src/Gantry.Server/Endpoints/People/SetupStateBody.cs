namespace Gantry.Server.Endpoints.People;

/// <summary>Whether the server is set up.</summary>
/// <param name="Needed">Whether there is no administrator yet.</param>
internal sealed record SetupStateBody(bool Needed);
