namespace Gantry.Fleet.People;

/// <summary>A key that is to be made.</summary>
public sealed record NewApiKey
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>What it may be used for: some of what its owner may.</summary>
    public required IReadOnlyList<Right> Scopes { get; init; }

    /// <summary>For which printers; null: for all.</summary>
    public IReadOnlyList<long>? PrinterIds { get; init; }

    /// <summary>When it runs out; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How a door presents it, as <c>key</c>.</summary>
    public string Kind { get; init; } = "key";
}
