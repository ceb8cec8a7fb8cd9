using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>What is in the files of the library: their bytes, their G-code, their analysis and their pictures.</summary>
public sealed class FileContents(IStore store, IFileStore files, PlainGCode plain)
{
    /// <summary>Opens the bytes of a file, as they were brought or as plain G-code out of their container.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such file, or no G-code comes out of it.</exception>
    /// <exception cref="ContentMissingException">The store has lost them.</exception>
    public async Task<FileDownload> OpenAsync(
        Caller caller,
        long id,
        bool asPlainGCode,
        CancellationToken cancellationToken
    )
    {
        LibraryFile file = await FindAsync(caller, id, cancellationToken);
        ContentHash hash = asPlainGCode
            ? await plain.EnsureAsync(file.ContentHash, cancellationToken)
            : file.ContentHash;
        Stream stream = await files.OpenReadAsync(hash, cancellationToken);
        string name = hash == file.ContentHash ? file.Name : FileLabel.WithEnding(file.Name, ".gcode");
        return new FileDownload(stream, name, stream.Length, hash);
    }

    /// <summary>All that the analysis says, as JSON; null when it is still to come, or cannot be made.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such file.</exception>
    public async Task<string?> GetAnalysisAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        LibraryFile file = await FindAsync(caller, id, cancellationToken);
        return await store.ReadAsync(
            s => s.Contents.GetAnalysisAsync(file.ContentHash, cancellationToken),
            cancellationToken
        );
    }

    /// <summary>The smallest picture of a file that is at least so wide or high, or the largest there is; null when there is none.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The file.</param>
    /// <param name="size">Pixels.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not, or there is no such file.</exception>
    public async Task<ContentThumbnail?> GetThumbnailAsync(
        Caller caller,
        long id,
        int size,
        CancellationToken cancellationToken
    )
    {
        LibraryFile file = await FindAsync(caller, id, cancellationToken);
        return await GetThumbnailAsync(file.ContentHash, size, cancellationToken);
    }

    /// <summary>As above, of bytes that a job or a print names, whatever became of the file.</summary>
    public Task<ContentThumbnail?> GetThumbnailAsync(ContentHash hash, int size, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async s =>
            {
                IReadOnlyList<ContentThumbnail> all = await s.Contents.ListThumbnailsAsync(hash, cancellationToken);
                ContentThumbnail? best =
                    all.Where(t => Math.Max(t.Width, t.Height) >= size).MinBy(t => t.Width * t.Height)
                    ?? all.MaxBy(t => t.Width * t.Height);
                return best is null
                    ? null
                    : await s.Contents.FindThumbnailAsync(hash, best.Position, cancellationToken);
            },
            cancellationToken
        );

    private Task<LibraryFile> FindAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.LibraryRead);
        return store.ReadAsync(
            async s => await s.Files.FindAsync(id, cancellationToken) ?? throw FleetException.NotFound($"file {id}"),
            cancellationToken
        );
    }
}
