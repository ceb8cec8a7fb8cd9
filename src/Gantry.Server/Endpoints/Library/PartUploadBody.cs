using Gantry.Fleet.Library;

namespace Gantry.Server.Endpoints.Library;

/// <summary>How far an upload in parts is.</summary>
/// <param name="Id">The upload.</param>
/// <param name="Offset">Where the next part begins; the header <c>Upload-Offset</c> says the same.</param>
/// <param name="Size">The bytes of the whole file.</param>
/// <param name="ExpiresAt">When it is forgotten, unless more comes.</param>
/// <param name="File">The file of the library, once all parts have come.</param>
internal sealed record PartUploadBody(string Id, long Offset, long Size, DateTimeOffset ExpiresAt, FileBody? File)
{
    public static PartUploadBody From(PartProgress progress) =>
        new(
            progress.Id,
            progress.Offset,
            progress.Size,
            progress.ExpiresAt,
            progress.Result is { } result
                ? FileBody.From(result.File) with
                {
                    Duplicates = [.. result.Duplicates.Select(FileBody.From)],
                }
                : null
        );
}
