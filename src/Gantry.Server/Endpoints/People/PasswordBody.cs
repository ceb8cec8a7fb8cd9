namespace Gantry.Server.Endpoints.People;

/// <summary>A password for somebody else.</summary>
/// <param name="Password">The password.</param>
internal sealed record PasswordBody(string Password);
