namespace Gantry.Storage.Files;

/// <summary>
/// The files that come in parts, in a folder of this process's data directory. Nobody but the process remembers what they are
/// parts of, so those that an earlier one left are removed.
/// </summary>
public sealed class PartialFiles
{
    private readonly string _folder;
    private readonly FileStoreOptions _options;
    private readonly FreeSpace _space;

    /// <summary>Makes the folder, and empties it.</summary>
    public PartialFiles(StorageOptions options)
    {
        _folder = options.Data.Uploads;
        _options = options.Files;
        DataDirectory.Create(_folder);
        foreach (string left in Directory.EnumerateFiles(_folder))
            File.Delete(left);
        _space = new FreeSpace(_folder, _options.FreeSpaceFloor);
    }

    /// <summary>The most bytes of a file.</summary>
    public long MaxBytes => _options.MaxBytes;

    /// <summary>Begins one.</summary>
    /// <param name="size">The bytes that it will have.</param>
    /// <exception cref="ContentTooLargeException">They are more than the store takes.</exception>
    /// <exception cref="NotEnoughSpaceException">The disk would be too full.</exception>
    public PartialFile Create(long size)
    {
        if (size > _options.MaxBytes)
            throw new ContentTooLargeException(_options.MaxBytes);
        _space.Check(size);
        return new PartialFile(Path.Combine(_folder, Path.GetRandomFileName() + ".part"), size, _space);
    }
}
