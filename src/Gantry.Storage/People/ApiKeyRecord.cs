namespace Gantry.Storage.People;

/// <summary>A key with which a program acts for somebody.</summary>
public sealed record ApiKeyRecord
{
    /// <summary>The id; 0 before it is added.</summary>
    public long Id { get; init; }

    /// <summary>For whom.</summary>
    public required long UserId { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>How it is presented: <c>key</c> in a header, or the digest of a paired program.</summary>
    public string Kind { get; init; } = "key";

    /// <summary>The SHA-256 of the key, in hexadecimal digits. The key itself is nowhere.</summary>
    public required string KeyHash { get; init; }

    /// <summary>Its first characters, for people to tell keys apart.</summary>
    public string Hint { get; init; } = "";

    /// <summary>What it may be used for, as JSON.</summary>
    public string Scopes { get; init; } = "[]";

    /// <summary>For which printers, as a JSON array of ids; null: for all.</summary>
    public string? PrinterIds { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it runs out; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to some minutes.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}
