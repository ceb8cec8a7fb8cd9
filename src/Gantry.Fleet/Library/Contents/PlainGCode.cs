using Gantry.Fleet.Errors;
using Gantry.GCode;
using Gantry.GCode.Containers;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>
/// The G-code out of packed files. It is taken out once, and kept beside the packed bytes as long as those are kept, so that a
/// print can begin anywhere in it.
/// </summary>
public sealed class PlainGCode(IStore store, IFileStore files, LibraryOptions options)
{
    /// <summary>Makes sure that the plain G-code of kept bytes is kept.</summary>
    /// <returns>Its hash; that of the bytes themselves when they are plain already.</returns>
    /// <exception cref="FleetException">With <see cref="FleetError.FileRefused"/>: no G-code comes out of them.</exception>
    /// <exception cref="ContentMissingException">They are not kept.</exception>
    /// <exception cref="NotEnoughSpaceException">The disk would be too full.</exception>
    public async Task<ContentHash> EnsureAsync(ContentHash hash, CancellationToken cancellationToken)
    {
        Content? content = await store.ReadAsync(s => s.Contents.FindAsync(hash, cancellationToken), cancellationToken);
        if (content is null)
            throw new ContentMissingException(hash);
        if (content.PlainHash is { } known)
            return known;
        try
        {
            using LocalFile local = await files.OpenLocalAsync(hash, cancellationToken);
            using GCodeFile packed = await GCodeFile.OpenAsync(local.FilePath, options.Unpack, cancellationToken);
            if (packed.IsPlain)
                return hash;
            using StagedFile staged = await files.StageAsync(
                packed.ExtractAsync,
                ExpectedContent.Unknown,
                cancellationToken
            );
            await files.KeepAsync(staged, cancellationToken);
            await store.WriteAsync(
                s => s.Contents.SetPlainAsync(hash, staged.Hash, cancellationToken),
                cancellationToken
            );
            return staged.Hash;
        }
        catch (GCodeException e)
        {
            throw new FleetException(FleetError.FileRefused, e.Message, e);
        }
    }

    /// <summary>The plain G-code as a file of this machine, to be read as long as the result is not disposed.</summary>
    /// <exception cref="FleetException">With <see cref="FleetError.FileRefused"/>: no G-code comes out of them.</exception>
    /// <exception cref="ContentMissingException">They are not kept.</exception>
    public async Task<LocalFile> OpenAsync(ContentHash hash, CancellationToken cancellationToken) =>
        await files.OpenLocalAsync(await EnsureAsync(hash, cancellationToken), cancellationToken);
}
