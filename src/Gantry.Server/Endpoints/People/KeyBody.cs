using System.Text.Json.Serialization;
using Gantry.Fleet.People;

namespace Gantry.Server.Endpoints.People;

/// <summary>A key with which a program acts for somebody.</summary>
internal sealed record KeyBody
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>For whom it acts.</summary>
    public long UserId { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Its first characters, for people to tell keys apart.</summary>
    public required string Prefix { get; init; }

    /// <summary>What it may be used for, as words.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>For which printers; null: for all.</summary>
    public IReadOnlyList<long>? PrinterIds { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it runs out; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to some minutes.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>The key itself: only in the answer to its creation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    public static KeyBody From(ApiKey key) =>
        new()
        {
            Id = key.Id,
            UserId = key.UserId,
            Name = key.Name,
            Prefix = key.Hint,
            Scopes = key.Scopes.ToWords(),
            PrinterIds = key.PrinterIds,
            CreatedAt = key.CreatedAt,
            ExpiresAt = key.ExpiresAt,
            UsedAt = key.UsedAt,
            RevokedAt = key.RevokedAt,
        };
}
