using System.Text.Json;
using Gantry.Fleet.People;

namespace Gantry.Server.Endpoints.People;

/// <summary>Somebody with an account.</summary>
internal sealed record UserBody
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The name to sign in with.</summary>
    public required string Name { get; init; }

    /// <summary>The name to be shown; empty: the other one.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Where notices go.</summary>
    public string? Email { get; init; }

    /// <summary>The role.</summary>
    public Role Role { get; init; }

    /// <summary>Whether the account is closed.</summary>
    public bool Disabled { get; init; }

    /// <summary>Whether it has a password; without one only keys work.</summary>
    public bool HasPassword { get; init; }

    /// <summary>What the site remembers for them.</summary>
    public JsonElement Preferences { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When they last signed in.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }

    /// <summary>The quota that holds for them; null: none.</summary>
    public Quota? Quota { get; init; }

    /// <summary>What they asked for in the last seven days.</summary>
    public QuotaUsage? Usage { get; init; }

    public static UserBody From(UserAccount user) =>
        new()
        {
            Id = user.Id,
            Name = user.Name,
            DisplayName = user.DisplayName,
            Email = user.Email,
            Role = user.Role,
            Disabled = user.Disabled,
            HasPassword = user.HasPassword,
            Preferences = JsonElement.Parse(user.Preferences),
            CreatedAt = user.CreatedAt,
            SignedInAt = user.SignedInAt,
            Version = user.Version,
            Quota = user.Quota,
            Usage = user.Usage,
        };
}
