namespace Gantry.Server.Endpoints.People;

/// <summary>Somebody signs in.</summary>
/// <param name="Name">The name.</param>
/// <param name="Password">The password.</param>
internal sealed record SignInBody(string Name, string Password);
