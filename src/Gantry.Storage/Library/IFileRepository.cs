using Gantry.Storage.Files;

namespace Gantry.Storage.Library;

/// <summary>The files of the library.</summary>
public interface IFileRepository
{
    /// <summary>One file, or null.</summary>
    Task<LibraryFile?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The file of that name in a folder, whatever the case, or null.</summary>
    Task<LibraryFile?> FindAsync(long folderId, string name, CancellationToken cancellationToken);

    /// <summary>The files of the same bytes, the oldest first, a hundred at most.</summary>
    Task<IReadOnlyList<LibraryFile>> ListByContentAsync(ContentHash hash, CancellationToken cancellationToken);

    /// <summary>The files that fit.</summary>
    /// <exception cref="PageCursorException">The page's place is not one of this order.</exception>
    Task<Page<LibraryFile>> SearchAsync(FileQuery query, PageRequest page, CancellationToken cancellationToken);

    /// <summary>How many files fit.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="most">Where the count ends, however many more there are.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<long> CountAsync(FileQuery query, long most, CancellationToken cancellationToken);

    /// <summary>All tags that files have, by name.</summary>
    Task<IReadOnlyList<TagCount>> ListTagsAsync(CancellationToken cancellationToken);

    /// <summary>Puts a file into the library.</summary>
    /// <exception cref="NameTakenException">One of this name is in the folder.</exception>
    /// <exception cref="StillInUseException">There is no such folder, or the store does not keep the bytes.</exception>
    Task<LibraryFile> AddAsync(NewFile file, CancellationToken cancellationToken);

    /// <summary>Changes name, folder, note and tags to those of the record.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    /// <exception cref="NameTakenException">One of this name is in the folder.</exception>
    Task<LibraryFile> UpdateAsync(LibraryFile file, CancellationToken cancellationToken);

    /// <summary>Gives a file other bytes, which the store keeps already: a new version under the same name.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task<LibraryFile> ReplaceAsync(LibraryFile file, NewFile by, CancellationToken cancellationToken);

    /// <summary>Removes a file. Its bytes are removed by the store when nothing else needs them.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task RemoveAsync(long id, long version, CancellationToken cancellationToken);

    /// <summary>Writes down what a new analysis says, for all files of the same bytes.</summary>
    Task SetFactsAsync(ContentHash hash, FileFacts facts, CancellationToken cancellationToken);

    /// <summary>Writes down that a print of these bytes ended, or what a person said of it.</summary>
    /// <param name="hash">The bytes.</param>
    /// <param name="good">What to add to the good ones; may be negative when somebody thinks again.</param>
    /// <param name="bad">What to add to the bad ones.</param>
    /// <param name="at">When the print ended.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task CountPrintAsync(ContentHash hash, int good, int bad, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Whether a job that has not ended wants this file.</summary>
    Task<bool> IsWantedAsync(long id, CancellationToken cancellationToken);
}
