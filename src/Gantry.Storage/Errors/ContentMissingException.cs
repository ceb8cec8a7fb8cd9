using Gantry.Storage.Files;

namespace Gantry.Storage;

/// <summary>The store does not hold the bytes of a file.</summary>
public sealed class ContentMissingException(ContentHash hash)
    : StorageException($"The bytes of file {hash} are not in the store. Upload the file again, or restore a backup.")
{
    /// <summary>Whose bytes are missing.</summary>
    public ContentHash Hash { get; } = hash;
}
