namespace Gantry.Storage.Files;

/// <summary>Where the bytes of files are kept.</summary>
public enum FileStoreKind
{
    /// <summary>In a directory, which several nodes may share.</summary>
    Directory,

    /// <summary>In PostgreSQL as large objects, where the nodes share no disk.</summary>
    LargeObjects,
}
