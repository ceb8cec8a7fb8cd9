using System.Text.Json;
using Gantry.Storage.People;

namespace Gantry.Fleet.People;

/// <summary>A key with which a program acts for somebody, without the key itself.</summary>
public sealed record ApiKey
{
    /// <summary>The id.</summary>
    public required long Id { get; init; }

    /// <summary>For whom it acts.</summary>
    public required long UserId { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>How it is presented: <c>key</c>, or what a door gave it.</summary>
    public required string Kind { get; init; }

    /// <summary>Its first characters, for people to tell keys apart.</summary>
    public required string Hint { get; init; }

    /// <summary>What it may be used for; never more than what its owner may.</summary>
    public required IReadOnlyList<Right> Scopes { get; init; }

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

    internal static ApiKey From(ApiKeyRecord key) =>
        new()
        {
            Id = key.Id,
            UserId = key.UserId,
            Name = key.Name,
            Kind = key.Kind,
            Hint = key.Hint,
            Scopes = ReadScopes(key.Scopes),
            PrinterIds = key.PrinterIds is { } ids ? JsonSerializer.Deserialize<long[]>(ids) : null,
            CreatedAt = key.CreatedAt,
            ExpiresAt = key.ExpiresAt,
            UsedAt = key.UsedAt,
            RevokedAt = key.RevokedAt,
        };

    /// <summary>Words that this version does not know give nothing.</summary>
    private static Right[] ReadScopes(string json)
    {
        var scopes = new List<Right>();
        foreach (string word in JsonSerializer.Deserialize<string[]>(json) ?? [])
            if (RightWords.TryParse(word, out Right right))
                scopes.Add(right);
        return [.. scopes];
    }
}
