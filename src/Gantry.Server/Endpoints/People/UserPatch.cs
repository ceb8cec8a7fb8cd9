using Gantry.Fleet.People;

namespace Gantry.Server.Endpoints.People;

/// <summary>What is to be changed of an account; what is left out stays.</summary>
internal sealed record UserPatch
{
    /// <summary>The name to sign in with.</summary>
    public string? Name { get; init; }

    /// <summary>The name to be shown.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Where notices go; empty: nowhere.</summary>
    public string? Email { get; init; }

    /// <summary>The role.</summary>
    public Role? Role { get; init; }

    /// <summary>Whether the account is closed.</summary>
    public bool? Disabled { get; init; }
}
