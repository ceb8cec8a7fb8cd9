namespace Gantry.Storage.Library;

/// <summary>The folders of the library.</summary>
public interface IFolderRepository
{
    /// <summary>The most folders that lie in each other.</summary>
    const int MaxDepth = 32;

    /// <summary>One folder, or null.</summary>
    Task<Folder?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The folder of that name in another, whatever the case, or null.</summary>
    Task<Folder?> FindAsync(long parentId, string name, CancellationToken cancellationToken);

    /// <summary>The folders in a folder, by name.</summary>
    Task<IReadOnlyList<Folder>> ListAsync(long parentId, CancellationToken cancellationToken);

    /// <summary>All folders but the root, with how many files are in each, by id.</summary>
    Task<IReadOnlyList<FolderCount>> ListAllAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The folder and those above it, the root first; empty when there is none.</summary>
    Task<IReadOnlyList<Folder>> PathAsync(long id, CancellationToken cancellationToken);

    /// <summary>Makes a folder.</summary>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    /// <exception cref="StillInUseException">There is no such parent, or it lies too deep (<see cref="MaxDepth"/>).</exception>
    Task<Folder> AddAsync(long parentId, string name, string createdBy, CancellationToken cancellationToken);

    /// <summary>Renames or moves a folder: its name and parent are taken from the record.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    /// <exception cref="StillInUseException">It would lie in itself, or too deep.</exception>
    Task<Folder> UpdateAsync(Folder folder, CancellationToken cancellationToken);

    /// <summary>Removes an empty folder.</summary>
    /// <exception cref="StillInUseException">It is not empty, or it is the root.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task RemoveAsync(long id, long version, CancellationToken cancellationToken);
}
