namespace Gantry.Storage;

/// <summary>A record was changed or removed since it was read: read it again, look at what changed, then repeat.</summary>
/// <param name="record">What it is, as <c>job 12</c>.</param>
/// <param name="version">The version that was expected.</param>
public sealed class VersionConflictException(string record, long version)
    : StorageException(
        $"The {record} was expected at version {version}, but somebody changed or removed it since. Read it again and repeat."
    )
{
    /// <summary>What it is, as <c>job 12</c>.</summary>
    public string Record { get; } = record;

    /// <summary>The version that was expected.</summary>
    public long Version { get; } = version;
}
