using Microsoft.Win32.SafeHandles;

namespace Gantry.Storage.Files;

/// <summary>
/// Bytes that were received and are on the disk, but belong to nobody yet. Disposing it before it is kept removes them. As
/// long as it is open, no sweep of any process takes it for a remain.
/// </summary>
public sealed class StagedFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    internal StagedFile(SafeFileHandle handle, string path, ContentHash hash, long size)
    {
        _handle = handle;
        LocalPath = path;
        Hash = hash;
        Size = size;
    }

    /// <summary>The file, to be read.</summary>
    public string LocalPath { get; private set; }

    /// <summary>The hash of the bytes.</summary>
    public ContentHash Hash { get; }

    /// <summary>How many.</summary>
    public long Size { get; }

    /// <summary>Whether the bytes went into the store.</summary>
    public bool IsKept { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!IsKept && !_handle.IsClosed)
            File.Delete(LocalPath);
        _handle.Dispose();
    }

    /// <summary>The bytes are in the store now.</summary>
    /// <param name="path">Where they can be read from here.</param>
    internal void MarkKept(string path)
    {
        IsKept = true;
        LocalPath = path;
    }
}
