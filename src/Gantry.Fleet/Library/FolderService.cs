using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>The folders of the library, which stand in the database alone.</summary>
public sealed class FolderService(IStore store)
{
    /// <summary>The most folders that are listed; more of them nobody can find anything in.</summary>
    private const int MaxListed = 10_000;

    /// <summary>All folders but the root, with how many files are in each.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<IReadOnlyList<FolderCount>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryRead);
        return store.ReadAsync(s => s.Folders.ListAllAsync(MaxListed, cancellationToken), cancellationToken);
    }

    /// <summary>Makes a folder.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    /// <exception cref="StillInUseException">There is no such parent, or it lies too deep.</exception>
    public Task<Folder> AddAsync(Caller caller, long parentId, string name, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryWrite);
        return store.WriteAsync(
            async s =>
            {
                Folder folder = await s.Folders.AddAsync(parentId, Name(name), caller.Name, cancellationToken);
                await s.NoteAsync(caller, folder.Id, cancellationToken);
                s.Audit.Append(caller.Audit("folder.add", "folder", folder.Id, folder.Name));
                s.Publish(LibraryChange.Folders);
                return folder;
            },
            cancellationToken
        );
    }

    /// <summary>The folder that a call of the caller made, for an answer that got lost; with how many files are in it now.</summary>
    /// <exception cref="FleetException">The caller may not make folders any more, or it is gone.</exception>
    public Task<FolderCount> GetMadeAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryWrite);
        return store.ReadAsync(
            async s =>
                (await s.Folders.ListAllAsync(MaxListed, cancellationToken)).FirstOrDefault(f => f.Folder.Id == id)
                ?? throw FleetException.NotFound($"folder {id}"),
            cancellationToken
        );
    }

    /// <summary>The folder of that name in another, made when it is missing.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<Folder> EnsureAsync(Caller caller, long parentId, string name, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryWrite);
        return store.WriteAsync(
            async s =>
                await s.Folders.FindAsync(parentId, Name(name), cancellationToken)
                ?? await s.Folders.AddAsync(parentId, Name(name), caller.Name, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>Renames or moves a folder with all that is in it.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The folder.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="name">The new name; null: as it is.</param>
    /// <param name="parentId">The new parent; null: as it is.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    /// <exception cref="StillInUseException">It would lie in itself, or too deep.</exception>
    public Task<Folder> UpdateAsync(
        Caller caller,
        long id,
        long version,
        string? name,
        long? parentId,
        CancellationToken cancellationToken
    ) =>
        store.WriteAsync(
            async s =>
            {
                Folder before = await FindAsync(s, id, cancellationToken);
                caller.Demand(caller.MayChange(before), "It is somebody else's folder.");
                Folder after = await s.Folders.UpdateAsync(
                    before with
                    {
                        Name = name is null ? before.Name : Name(name),
                        ParentId = parentId ?? before.ParentId,
                        Version = version,
                    },
                    cancellationToken
                );
                s.Audit.Append(caller.Audit("folder.change", "folder", id, after.Name));
                s.Publish(LibraryChange.Folders);
                return after;
            },
            cancellationToken
        );

    /// <summary>Removes an empty folder.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    /// <exception cref="StillInUseException">It is not empty.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    public Task RemoveAsync(Caller caller, long id, long version, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async s =>
            {
                Folder folder = await FindAsync(s, id, cancellationToken);
                caller.Demand(caller.MayChange(folder), "It is somebody else's folder.");
                await s.Folders.RemoveAsync(id, version, cancellationToken);
                s.Audit.Append(caller.Audit("folder.remove", "folder", id, folder.Name));
                s.Publish(LibraryChange.Folders);
            },
            cancellationToken
        );

    private static string Name(string name)
    {
        string clean = FileLabel.Clean(name, "");
        return clean.Length > 0 ? clean : throw FleetException.Invalid("name", "A folder needs a name.");
    }

    private static async Task<Folder> FindAsync(IStoreSession session, long id, CancellationToken cancellationToken) =>
        await session.Folders.FindAsync(id, cancellationToken) ?? throw FleetException.NotFound($"folder {id}");
}
