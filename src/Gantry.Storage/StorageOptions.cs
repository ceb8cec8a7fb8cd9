using Gantry.Storage.Files;

namespace Gantry.Storage;

/// <summary>Where everything is kept.</summary>
public sealed record StorageOptions
{
    /// <summary>The data directory of this node.</summary>
    public required DataDirectory Data { get; init; }

    /// <summary>The database.</summary>
    public DatabaseAddress Database { get; init; } = DatabaseAddress.Sqlite;

    /// <summary>The file store.</summary>
    public FileStoreOptions Files { get; init; } = new();

    /// <summary>The directory of the prints' journals; null for <c>journals</c> in the data directory. Nodes that share it can take over each other's prints.</summary>
    public string? Journals { get; init; }

    /// <summary>Where the prints' journals are.</summary>
    public string JournalsDirectory => Journals ?? Path.Combine(Data.Root, "journals");

    /// <summary>The directory of the bytes, where they are kept in one.</summary>
    public string FilesDirectory => Files.Directory ?? Data.Files;

    /// <summary>Where somebody said that the bytes are to be kept; null when nobody did.</summary>
    internal FileStoreKind? FilesKind => Files.Kind ?? Database.Files;

    /// <summary>The name of this node in the cluster.</summary>
    public string Node { get; init; } = Environment.MachineName;
}
