namespace Gantry.Fleet.People;

/// <summary>What is to be changed of an account; null: stays as it is.</summary>
public sealed record UserChange
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

    /// <summary>What the site remembers for them, as JSON.</summary>
    public string? Preferences { get; init; }
}
