namespace Gantry.Fleet.People;

/// <summary>An account that is to be added.</summary>
public sealed record NewUser
{
    /// <summary>The name to sign in with.</summary>
    public required string Name { get; init; }

    /// <summary>The name to be shown; empty: the other one.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Where notices go.</summary>
    public string? Email { get; init; }

    /// <summary>The role.</summary>
    public Role Role { get; init; } = Role.Member;

    /// <summary>The password; null: they cannot sign in with one.</summary>
    public string? Password { get; init; }
}
