namespace Gantry.Server.Endpoints.People;

/// <summary>A key that is to be made.</summary>
internal sealed record NewKeyBody
{
    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>What it may be used for, as words: some of what its owner may.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>For which printers; null: for all.</summary>
    public IReadOnlyList<long>? PrinterIds { get; init; }

    /// <summary>When it runs out; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
