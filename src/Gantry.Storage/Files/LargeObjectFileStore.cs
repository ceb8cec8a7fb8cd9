using Gantry.Storage.Library;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Files;

/// <summary>
/// Bytes in PostgreSQL, for nodes that share no disk. Bytes and books are one transaction, so there are no orphans but the
/// staged files of dead processes. What must be a file is copied to the node first.
/// </summary>
internal sealed class LargeObjectFileStore(
    ISqlDatabase database,
    LocalCache cache,
    FileStoreOptions options,
    TimeProvider time
) : IFileStore
{
    public Task<StagedFile> StageAsync(
        Func<Stream, CancellationToken, Task> write,
        ExpectedContent expected,
        CancellationToken cancellationToken
    ) => cache.Staging.StageAsync(write, expected, cancellationToken);

    public async Task KeepAsync(StagedFile staged, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async session =>
            {
                var contents = new ContentRepository(session);
                await contents.LockAsync(staged.Hash, cancellationToken);
                long? id = await contents.FindLargeObjectAsync(staged.Hash, cancellationToken);
                if (id is null)
                {
                    await using FileStream bytes = File.OpenRead(staged.LocalPath);
                    id = await LargeObjects.CreateAsync(session, bytes, cancellationToken);
                }
                await contents.KeepAsync(staged.Hash, staged.Size, id, cancellationToken);
                return true;
            },
            null,
            cancellationToken
        );
        cache.Adopt(staged);
    }

    public async Task<Stream> OpenReadAsync(ContentHash hash, CancellationToken cancellationToken)
    {
        Content? content = await database.ReadAsync(
            session => new ContentRepository(session).FindAsync(hash, cancellationToken),
            cancellationToken
        );
        return content?.LargeObject is { } id
            ? new LargeObjectStream(database, id, hash, content.Size)
            : throw new ContentMissingException(hash);
    }

    public Task<LocalFile> OpenLocalAsync(ContentHash hash, CancellationToken cancellationToken) =>
        cache.OpenAsync(hash, () => OpenReadAsync(hash, cancellationToken), cancellationToken);

    public async Task<bool> RemoveIfUnusedAsync(ContentHash hash, CancellationToken cancellationToken)
    {
        Content? removed = await database.WriteAsync(
            async session =>
            {
                Content? found = await new ContentRepository(session).RemoveUnusedAsync(
                    hash,
                    time.GetUtcNow() - options.Grace,
                    cancellationToken
                );
                if (found?.LargeObject is { } id)
                    await LargeObjects.RemoveAsync(session, id, cancellationToken);
                return found;
            },
            null,
            cancellationToken
        );
        if (removed?.PlainHash is { } plain)
            await RemoveIfUnusedAsync(plain, cancellationToken);
        return removed is not null;
    }

    public async Task<SweepResult> SweepAsync(CancellationToken cancellationToken)
    {
        int uploads = cache.Sweep();
        DateTimeOffset keptBefore = time.GetUtcNow() - options.Grace;
        return new SweepResult(uploads, await UnusedContents.SweepAsync(database, this, keptBefore, cancellationToken));
    }
}
