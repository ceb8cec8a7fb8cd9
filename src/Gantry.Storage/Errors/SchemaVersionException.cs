namespace Gantry.Storage;

/// <summary>The database was written by a newer Gantry, or by an older one where it may not be brought up to date.</summary>
public sealed class SchemaVersionException(string message, int found, int known) : StorageException(message)
{
    /// <summary>The version that the database has.</summary>
    public int Found { get; } = found;

    /// <summary>The version that this program knows.</summary>
    public int Known { get; } = known;
}
