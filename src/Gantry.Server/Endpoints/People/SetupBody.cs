namespace Gantry.Server.Endpoints.People;

/// <summary>The first administrator.</summary>
/// <param name="Code">The code that stands on the server's console.</param>
/// <param name="Name">The name to sign in with.</param>
/// <param name="Password">The password.</param>
/// <param name="DisplayName">The name to be shown.</param>
internal sealed record SetupBody(string Code, string Name, string Password, string? DisplayName = null);
