using Gantry.Storage.Library;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Files;

/// <summary>Finds the bytes in the books that nothing refers to.</summary>
internal static class UnusedContents
{
    private const int AtOnce = 100;

    /// <summary>Removes them all.</summary>
    public static async Task<int> SweepAsync(
        ISqlDatabase database,
        IFileStore store,
        DateTimeOffset keptBefore,
        CancellationToken cancellationToken
    )
    {
        int removed = 0;
        while (true)
        {
            IReadOnlyList<ContentHash> unused = await database.ReadAsync(
                session => new ContentRepository(session).ListUnusedAsync(keptBefore, AtOnce, cancellationToken),
                cancellationToken
            );
            int before = removed;
            foreach (ContentHash hash in unused)
                if (await store.RemoveIfUnusedAsync(hash, cancellationToken))
                    removed++;
            // What could not be removed is left for the next time, so that this comes to an end.
            if (removed == before)
                return removed;
        }
    }
}
