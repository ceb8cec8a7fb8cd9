namespace Gantry.Storage.Library;

/// <summary>A folder of the library. It stands in the database alone: nothing on the disk has its name.</summary>
public sealed record Folder
{
    /// <summary>The folder that holds all others; it has no name and cannot be changed.</summary>
    public const long RootId = 0;

    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The folder that it is in; null for the root.</summary>
    public long? ParentId { get; init; }

    /// <summary>The name, which no other folder in there has, whatever its case.</summary>
    public string Name { get; init; } = "";

    /// <summary>Who made it.</summary>
    public string CreatedBy { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
