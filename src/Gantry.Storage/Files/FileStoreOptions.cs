namespace Gantry.Storage.Files;

/// <summary>How the file store is to work.</summary>
public sealed record FileStoreOptions
{
    /// <summary>Where the bytes are kept; null: where those are that are there already, and a directory when there are none.</summary>
    public FileStoreKind? Kind { get; init; }

    /// <summary>The directory that they are kept in; null for <c>files</c> in the data directory.</summary>
    public string? Directory { get; init; }

    /// <summary>The most bytes of a file. 4 GiB hold some 150 million lines, a month of printing.</summary>
    public long MaxBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Bytes of the disk that uploads leave free, so that prints can go on writing their journals.</summary>
    public long FreeSpaceFloor { get; init; } = 512L * 1024 * 1024;

    /// <summary>How long bytes that nothing refers to are left alone: a running upload is about to refer to them.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most bytes of copies that are kept of what is in PostgreSQL.</summary>
    public long CacheBytes { get; init; } = 8L * 1024 * 1024 * 1024;
}
