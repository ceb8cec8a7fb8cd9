namespace Gantry.Fleet.People;

/// <summary>Somebody wants to sign in.</summary>
public sealed record SignInRequest
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }

    /// <summary>The address that the connection comes from, as the server itself sees it.</summary>
    public required string Address { get; init; }

    /// <summary>Through which door, as <c>web</c>.</summary>
    public string Door { get; init; } = "web";

    /// <summary>What the browser calls itself.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The session that the browser had so far; it ends.</summary>
    public string? PreviousToken { get; init; }
}
