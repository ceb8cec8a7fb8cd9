namespace Gantry.Storage.People;

/// <summary>Somebody with an account.</summary>
public sealed record UserRecord
{
    /// <summary>The id; 0 before it is added.</summary>
    public long Id { get; init; }

    /// <summary>The name to sign in with, which nobody else has, whatever its case.</summary>
    public required string Name { get; init; }

    /// <summary>The name to be shown; empty: the other one.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Where notices go.</summary>
    public string? Email { get; init; }

    /// <summary>The password's hash with its salt and cost; null: cannot sign in with one.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>The role.</summary>
    public required string Role { get; init; }

    /// <summary>Whether the account is closed.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>What the site remembers for them, as JSON.</summary>
    public string Document { get; init; } = "{}";

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When they last signed in.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
