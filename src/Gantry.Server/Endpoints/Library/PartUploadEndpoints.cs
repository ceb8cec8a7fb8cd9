using System.Globalization;
using Gantry.Fleet.Library;
using Gantry.Server.Http;
using Gantry.Server.Problems;
using Gantry.Server.Uploads;
using Gantry.Storage.Library;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Gantry.Server.Endpoints.Library;

/// <summary>
/// Files that come in parts, so that a lost connection loses nothing that had arrived: begun, asked how far it is, gone on with.
/// The headers are those of tus 1.0 (https://tus.io/protocols/resumable-upload).
/// </summary>
internal static class PartUploadEndpoints
{
    private const string OffsetHeader = "Upload-Offset";
    private const string LengthHeader = "Upload-Length";
    private const string PartType = "application/offset+octet-stream";

    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/uploads").WithTags("library");
        group.MapPost("", Begin);
        group.MapGet("/{id}", Get);
        group.MapMethods("/{id}", [HttpMethods.Head], Get);
        group
            .MapPatch("/{id}", Append)
            .Accepts<byte[]>(PartType, "application/octet-stream")
            .WithMetadata(UploadLimit.Instance);
        group.MapDelete("/{id}", Remove);
    }

    private static async Task<PartUploadBody> Begin(
        HttpContext http,
        PartUploads uploads,
        string name,
        long size,
        string? note,
        [FromQuery] string[]? tag,
        long folderId = Folder.RootId,
        bool replace = false
    )
    {
        var upload = new NewUpload
        {
            Name = name,
            FolderId = folderId,
            Note = note ?? "",
            Tags = tag ?? [],
            TakenName = replace ? TakenName.Replace : TakenName.Number,
        };
        PartProgress begun = await uploads.BeginAsync(http.Caller(), upload, size, http.RequestAborted);
        return http.Created(Answer(http, begun), $"/uploads/{begun.Id}");
    }

    private static async Task<PartUploadBody> Get(string id, HttpContext http, PartUploads uploads) =>
        Answer(http, await uploads.FindAsync(http.Caller(), id, http.RequestAborted));

    private static async Task<PartUploadBody> Append(
        string id,
        [FromHeader(Name = OffsetHeader)] long offset,
        HttpContext http,
        PartUploads uploads
    )
    {
        string type = http.Request.ContentType?.Split(';')[0].Trim() ?? "";
        if (type is not (PartType or "application/octet-stream"))
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType,
                ProblemCode.MediaType,
                $"A part is sent as {PartType}."
            );
        try
        {
            return Answer(http, await uploads.AppendAsync(http.Caller(), id, offset, ReadAsync, http.RequestAborted));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException and not BadHttpRequestException)
        {
            // Who sends it has gone, or goes on elsewhere.
            http.Abort();
            throw new ConnectionAbortedException();
        }

        // The server complains of a body in which a read was broken off; so the whole call is.
        async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken stop)
        {
            await using CancellationTokenRegistration ended = stop.Register(http.Abort);
            return await http.Request.Body.ReadAsync(buffer, CancellationToken.None);
        }
    }

    private static NoContent Remove(string id, HttpContext http, PartUploads uploads)
    {
        uploads.Remove(http.Caller(), id);
        return TypedResults.NoContent();
    }

    private static PartUploadBody Answer(HttpContext http, PartProgress progress)
    {
        http.Response.Headers[OffsetHeader] = progress.Offset.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers[LengthHeader] = progress.Size.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        return PartUploadBody.From(progress);
    }
}
