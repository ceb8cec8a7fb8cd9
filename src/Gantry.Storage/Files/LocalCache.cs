namespace Gantry.Storage.Files;

/// <summary>Copies of bytes that are kept elsewhere, for what needs a file: an analysis, a print.</summary>
internal sealed class LocalCache
{
    private readonly string _folder;
    private readonly FileStoreOptions _options;
    private readonly StagingFolder _staging;

    public LocalCache(string folder, FileStoreOptions options)
    {
        DataDirectory.Create(folder);
        _folder = folder;
        _options = options;
        _staging = new StagingFolder(Path.Combine(folder, "incoming"), options);
    }

    /// <summary>The folder where bytes are received.</summary>
    public StagingFolder Staging => _staging;

    /// <summary>The copy, made if it is not there.</summary>
    public async Task<LocalFile> OpenAsync(
        ContentHash hash,
        Func<Task<Stream>> openSource,
        CancellationToken cancellationToken
    )
    {
        string path = Path.Combine(_folder, hash.ToString());
        for (int attempt = 1; ; attempt++)
            try
            {
                var file = new LocalFile(path, hash);
                File.SetLastAccessTimeUtc(path, DateTime.UtcNow);
                return file;
            }
            catch (FileNotFoundException) when (attempt < 3)
            {
                // A copy may be evicted between its making and its opening, but hardly twice.
                await CopyAsync(hash, openSource, cancellationToken);
            }
    }

    /// <summary>Makes received bytes, which are safe elsewhere by now, a copy.</summary>
    public void Adopt(StagedFile staged)
    {
        string path = Path.Combine(_folder, staged.Hash.ToString());
        Evict(staged.Size);
        File.Move(staged.LocalPath, path, overwrite: true);
        staged.MarkKept(path);
    }

    /// <summary>Removes what dead processes left.</summary>
    public int Sweep() => _staging.Sweep();

    private async Task CopyAsync(ContentHash hash, Func<Task<Stream>> openSource, CancellationToken cancellationToken)
    {
        await using Stream source = await openSource();
        using StagedFile staged = await _staging.StageAsync(
            (to, token) => source.CopyToAsync(to, token),
            new ExpectedContent(source.Length, hash),
            cancellationToken
        );
        Adopt(staged);
    }

    /// <summary>Makes room by removing the copies that were not used for longest and are not in use.</summary>
    private void Evict(long bytes)
    {
        FileInfo[] copies = [.. new DirectoryInfo(_folder).EnumerateFiles().OrderBy(f => f.LastAccessTimeUtc)];
        long total = bytes + copies.Sum(f => f.Length);
        foreach (FileInfo copy in copies)
        {
            if (total <= _options.CacheBytes)
                return;
            try
            {
                using (new FileStream(copy.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0))
                    copy.Delete();
                total -= copy.Length;
            }
            catch (IOException)
            {
                // In use.
            }
        }
    }
}
