using Gantry.Storage.Files;

namespace Gantry.Fleet.Library;

/// <summary>Bytes of a file to be sent to somebody; to be disposed.</summary>
/// <param name="Stream">The bytes, which can be sought in.</param>
/// <param name="Name">The name to save them under: a label for a header, never a path of this machine.</param>
/// <param name="Size">How many.</param>
/// <param name="Hash">Their hash, good for an entity tag.</param>
public sealed record FileDownload(Stream Stream, string Name, long Size, ContentHash Hash) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
