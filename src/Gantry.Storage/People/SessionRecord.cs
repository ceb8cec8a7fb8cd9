namespace Gantry.Storage.People;

/// <summary>A browser that is signed in.</summary>
public sealed record SessionRecord
{
    /// <summary>The SHA-256 of the cookie, in hexadecimal digits. The cookie itself is nowhere.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Who.</summary>
    public required long UserId { get; init; }

    /// <summary>When they signed in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When they were last seen, to some minutes.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>From which address they signed in.</summary>
    public string Address { get; init; } = "";

    /// <summary>With which browser.</summary>
    public string Agent { get; init; } = "";
}
