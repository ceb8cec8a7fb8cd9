using Gantry.Fleet.People;

namespace Gantry.Server.Endpoints.People;

/// <summary>An account that is to be added.</summary>
internal sealed record NewUserBody
{
    /// <summary>The name to sign in with.</summary>
    public required string Name { get; init; }

    /// <summary>The name to be shown.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Where notices go.</summary>
    public string? Email { get; init; }

    /// <summary>The role; a member unless something else is said.</summary>
    public Role? Role { get; init; }

    /// <summary>The password; null: they cannot sign in with one.</summary>
    public string? Password { get; init; }
}
