using Gantry.Storage.Library;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Files;

/// <summary>
/// Bytes in a directory: <c>ab/abcdef…</c>, in 256 folders by the first two digits of the hash.
/// </summary>
/// <remarks>
/// The books (the table contents) are opened before the bytes take their name, and struck off before the bytes are deleted,
/// both under the database's lock for that hash. So a sweep that finds bytes which are not in the books knows that no upload,
/// of whichever node, is about to rely on them.
/// </remarks>
internal sealed class DirectoryFileStore : IFileStore
{
    private readonly ISqlDatabase _database;
    private readonly FileStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly string _root;
    private readonly StagingFolder _staging;

    public DirectoryFileStore(ISqlDatabase database, string root, FileStoreOptions options, TimeProvider time)
    {
        _database = database;
        _options = options;
        _time = time;
        _root = root;
        DataDirectory.Create(root);
        // On the same disk as the store, so that a rename is enough.
        _staging = new StagingFolder(Path.Combine(root, "incoming"), options);
    }

    public Task<StagedFile> StageAsync(
        Func<Stream, CancellationToken, Task> write,
        ExpectedContent expected,
        CancellationToken cancellationToken
    ) => _staging.StageAsync(write, expected, cancellationToken);

    public async Task KeepAsync(StagedFile staged, CancellationToken cancellationToken)
    {
        await _database.WriteAsync(
            async session =>
            {
                var contents = new ContentRepository(session);
                await contents.LockAsync(staged.Hash, cancellationToken);
                await contents.KeepAsync(staged.Hash, staged.Size, null, cancellationToken);
                return true;
            },
            null,
            cancellationToken
        );
        string path = PathOf(staged.Hash);
        string folder = Path.GetDirectoryName(path)!;
        bool isNew = !Directory.Exists(folder);
        DataDirectory.Create(folder);
        // Over whatever is there: the same bytes, unless the disk spoiled them.
        File.Move(staged.LocalPath, path, overwrite: true);
        staged.MarkKept(path);
        await FileSync.FlushFolderAsync(folder);
        if (isNew)
            await FileSync.FlushFolderAsync(_root);
    }

    public Task<Stream> OpenReadAsync(ContentHash hash, CancellationToken cancellationToken) =>
        Task.FromResult<Stream>(
            Open(
                hash,
                path => new FileStream(
                    path,
                    new FileStreamOptions
                    {
                        Share = FileShare.Read | FileShare.Delete,
                        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                        BufferSize = 64 * 1024,
                    }
                )
            )
        );

    public Task<LocalFile> OpenLocalAsync(ContentHash hash, CancellationToken cancellationToken) =>
        Task.FromResult(Open(hash, path => new LocalFile(path, hash)));

    public async Task<bool> RemoveIfUnusedAsync(ContentHash hash, CancellationToken cancellationToken)
    {
        Content? removed = await _database.WriteAsync(
            session =>
                new ContentRepository(session).RemoveUnusedAsync(
                    hash,
                    _time.GetUtcNow() - _options.Grace,
                    cancellationToken
                ),
            null,
            cancellationToken
        );
        if (removed is null)
            return false;
        if (removed.PlainHash is { } plain)
            await RemoveIfUnusedAsync(plain, cancellationToken);
        return await DeleteUnbookedAsync(hash, cancellationToken);
    }

    public async Task<SweepResult> SweepAsync(CancellationToken cancellationToken)
    {
        int uploads = _staging.Sweep();
        int contents = await UnusedContents.SweepAsync(
            _database,
            this,
            _time.GetUtcNow() - _options.Grace,
            cancellationToken
        );
        foreach (string folder in Directory.EnumerateDirectories(_root))
            contents += await SweepAsync(folder, cancellationToken);
        return new SweepResult(uploads, contents);
    }

    private string PathOf(ContentHash hash)
    {
        string name = hash.ToString();
        return Path.Combine(_root, name[..2], name);
    }

    private T Open<T>(ContentHash hash, Func<string, T> open)
    {
        try
        {
            return open(PathOf(hash));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ContentMissingException(hash);
        }
    }

    /// <summary>Removes the bytes of one folder that are not in the books.</summary>
    private async Task<int> SweepAsync(string folder, CancellationToken cancellationToken)
    {
        string prefix = Path.GetFileName(folder);
        var found = new List<ContentHash>();
        foreach (string path in Directory.EnumerateFiles(folder))
            if (ContentHash.TryParse(Path.GetFileName(path), out ContentHash hash) && path == PathOf(hash))
                found.Add(hash);
        if (found.Count == 0)
            return 0;
        HashSet<ContentHash> booked = await _database.ReadAsync(
            session => new ContentRepository(session).ListByPrefixAsync(prefix, cancellationToken),
            cancellationToken
        );
        int removed = 0;
        foreach (ContentHash hash in found)
            if (!booked.Contains(hash) && await DeleteUnbookedAsync(hash, cancellationToken))
                removed++;
        return removed;
    }

    /// <summary>Deletes bytes that are not in the books, as long as they are not: the look and the deed under one lock.</summary>
    private Task<bool> DeleteUnbookedAsync(ContentHash hash, CancellationToken cancellationToken) =>
        _database.WriteAsync(
            async session =>
            {
                var contents = new ContentRepository(session);
                await contents.LockAsync(hash, cancellationToken);
                string path = PathOf(hash);
                if (!File.Exists(path) || await contents.FindAsync(hash, cancellationToken) is not null)
                    return false;
                File.Delete(path);
                return true;
            },
            null,
            cancellationToken
        );
}
