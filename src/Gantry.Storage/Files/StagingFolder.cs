using Microsoft.Win32.SafeHandles;

namespace Gantry.Storage.Files;

/// <summary>
/// The folder of what is on its way into the store. Each file there is locked by its process (flock), so that any node can
/// tell what lives from what a dead process left.
/// </summary>
internal sealed class StagingFolder
{
    /// <summary>A sweep passes once an hour; twice in a row is more than enough.</summary>
    private const int MostTries = 10;

    private readonly string _folder;
    private readonly FileStoreOptions _options;
    private readonly FreeSpace _space;

    public StagingFolder(string folder, FileStoreOptions options)
    {
        DataDirectory.Create(folder);
        _folder = folder;
        _options = options;
        _space = new FreeSpace(folder, options.FreeSpaceFloor);
    }

    /// <inheritdoc cref="IFileStore.StageAsync"/>
    public async Task<StagedFile> StageAsync(
        Func<Stream, CancellationToken, Task> write,
        ExpectedContent expected,
        CancellationToken cancellationToken
    )
    {
        long coming = Math.Max(expected.AtLeast, expected.Bytes ?? 0);
        if (coming > _options.MaxBytes)
            throw new ContentTooLargeException(_options.MaxBytes);
        _space.Check(coming);
        (SafeFileHandle file, string path) = Open();
        try
        {
            await using var stream = new StagingStream(file, _space, _options.MaxBytes);
            await write(stream, cancellationToken);
            Check(stream, expected);
            await FileSync.FlushAsync(file);
            return new StagedFile(file, path, stream.Hash, stream.Bytes);
        }
        catch (Exception e)
        {
            TryDelete(path);
            file.Dispose();
            if (e is IOException io && FreeSpace.Translate(io) is { } told)
                throw told;
            throw;
        }
    }

    /// <summary>Removes what dead processes left.</summary>
    public int Sweep()
    {
        int removed = 0;
        foreach (string path in Directory.EnumerateFiles(_folder))
            try
            {
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0))
                    File.Delete(path);
                removed++;
            }
            catch (IOException)
            {
                // Somebody is writing it, or has just moved it away.
            }
        return removed;
    }

    /// <summary>
    /// A new file that is locked. Making and locking it are two calls: a sweep that comes between them has it removed, or holds
    /// the lock for a moment, and then another one is made.
    /// </summary>
    private (SafeFileHandle File, string Path) Open()
    {
        for (int left = MostTries; ; left--)
        {
            string path = Path.Combine(_folder, Path.GetRandomFileName() + ".part");
            try
            {
                // Others may open it to read, which takes a lock that a sweep can tell from none.
                SafeFileHandle file = File.OpenHandle(
                    path,
                    FileMode.CreateNew,
                    FileAccess.ReadWrite,
                    FileShare.Read | FileShare.Delete,
                    FileOptions.Asynchronous
                );
                if (File.Exists(path) || left <= 0)
                    return (file, path);
                file.Dispose();
            }
            catch (IOException e) when (FreeSpace.Translate(e) is { } told)
            {
                throw told;
            }
            catch (IOException) when (left > 0)
            {
                // The sweep has its lock.
            }
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // It cannot be written any more; the sweep removes it when it can.
        }
    }

    private static void Check(StagingStream stream, ExpectedContent expected)
    {
        if (expected.Bytes is { } bytes && bytes != stream.Bytes)
            throw new ContentMismatchException(
                $"{bytes} bytes were announced, {stream.Bytes} arrived: the transfer was cut. Send the file again."
            );
        if (expected.Hash is { } hash && hash != stream.Hash)
            throw new ContentMismatchException(
                $"The bytes that arrived have the hash {stream.Hash}, not {hash} as announced: they were changed on the way. Send the file again."
            );
    }
}
