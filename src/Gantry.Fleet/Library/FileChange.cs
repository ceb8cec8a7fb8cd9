namespace Gantry.Fleet.Library;

/// <summary>What is to be changed of a file; null: stays as it is.</summary>
public sealed record FileChange
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The folder.</summary>
    public long? FolderId { get; init; }

    /// <summary>What people say about it.</summary>
    public string? Note { get; init; }

    /// <summary>The tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}
