using System.Text.Json;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>The files of the library: found, renamed, moved, tagged, deleted.</summary>
public sealed class LibraryService(IStore store, IFileStore files)
{
    /// <summary>Of a search; nobody reads through more.</summary>
    public const int MostCounted = 1000;

    /// <summary>The files that fit.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    /// <exception cref="PageCursorException">The page's place is not one of this order.</exception>
    public Task<Page<LibraryFile>> SearchAsync(
        Caller caller,
        FileQuery query,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.LibraryRead);
        return store.ReadAsync(s => s.Files.SearchAsync(query, page, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// How many files fit. Of a search no more than <see cref="MostCounted"/> are counted: looking at each of 100,000 files costs
    /// more than the page that is wanted. A folder, and the whole library, is counted by an index.
    /// </summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async Task<FileCount> CountAsync(Caller caller, FileQuery query, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryRead);
        long most = query.IsSearch ? MostCounted + 1 : long.MaxValue;
        long count = await store.ReadAsync(s => s.Files.CountAsync(query, most, cancellationToken), cancellationToken);
        return count < most ? new FileCount(count, false) : new FileCount(MostCounted, true);
    }

    /// <summary>One file.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public Task<LibraryFile> GetAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryRead);
        return store.ReadAsync(s => FindAsync(s, id, cancellationToken), cancellationToken);
    }

    /// <summary>The file of that name in a folder, whatever the case; null when there is none.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<LibraryFile?> FindAsync(Caller caller, long folderId, string name, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryRead);
        return store.ReadAsync(s => s.Files.FindAsync(folderId, name, cancellationToken), cancellationToken);
    }

    /// <summary>One file with its folders and the other files of the same bytes.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public Task<FileDetails> GetDetailsAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryRead);
        return store.ReadAsync(
            async s =>
            {
                LibraryFile file = await FindAsync(s, id, cancellationToken);
                IReadOnlyList<LibraryFile> same = await s.Files.ListByContentAsync(file.ContentHash, cancellationToken);
                IReadOnlyList<Folder> path = await s.Folders.PathAsync(file.FolderId, cancellationToken);
                return new FileDetails(file, [.. same.Where(f => f.Id != id)], path);
            },
            cancellationToken
        );
    }

    /// <summary>All tags, and how many files have each.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<IReadOnlyList<TagCount>> ListTagsAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryRead);
        return store.ReadAsync(s => s.Files.ListTagsAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Renames, moves, describes or tags a file.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such file or folder.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    /// <exception cref="NameTakenException">One of this name is in the folder.</exception>
    public Task<LibraryFile> UpdateAsync(
        Caller caller,
        long id,
        long version,
        FileChange change,
        CancellationToken cancellationToken
    ) =>
        store.WriteAsync(
            async s =>
            {
                LibraryFile before = await FindAsync(s, id, cancellationToken);
                caller.Demand(caller.MayChange(before), "It is somebody else's file.");
                if (change.FolderId is { } folder && await s.Folders.FindAsync(folder, cancellationToken) is null)
                    throw FleetException.NotFound($"folder {folder}");
                LibraryFile after = await s.Files.UpdateAsync(
                    before with
                    {
                        Name = change.Name is { } name ? FileLabel.Clean(name) : before.Name,
                        FolderId = change.FolderId ?? before.FolderId,
                        Note = change.Note ?? before.Note,
                        Tags = change.Tags ?? before.Tags,
                        Version = version,
                    },
                    cancellationToken
                );
                string detail = JsonSerializer.Serialize(new { name = before.Name, folder = before.FolderId });
                s.Audit.Append(caller.Audit("file.change", "file", id, after.Name, detail));
                s.Publish(LibraryChange.Of(id));
                return after;
            },
            cancellationToken
        );

    /// <summary>Removes a file. A file that an open job wants stays.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such file, or a job wants it.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    public async Task RemoveAsync(Caller caller, long id, long version, CancellationToken cancellationToken)
    {
        ContentHash hash = await store.WriteAsync(
            async s =>
            {
                LibraryFile file = await FindAsync(s, id, cancellationToken);
                caller.Demand(caller.MayChange(file), "It is somebody else's file.");
                if (await s.Files.IsWantedAsync(id, cancellationToken))
                    throw new FleetException(
                        FleetError.Conflict,
                        "A job in the queue wants this file. Cancel the job or wait for its end, then delete the file."
                    );
                await s.Files.RemoveAsync(id, version, cancellationToken);
                s.Audit.Append(
                    caller.Audit("file.remove", "file", id, file.Name, $$"""{"hash":"{{file.ContentHash}}"}""")
                );
                s.Publish(LibraryChange.Removed(id));
                return file.ContentHash;
            },
            cancellationToken
        );
        await files.RemoveIfUnusedAsync(hash, cancellationToken);
    }

    private static async Task<LibraryFile> FindAsync(
        IStoreSession session,
        long id,
        CancellationToken cancellationToken
    ) => await session.Files.FindAsync(id, cancellationToken) ?? throw FleetException.NotFound($"file {id}");
}
