using Gantry.Fleet.History;
using Gantry.Fleet.Prints.Logs;
using Gantry.Server.Http;
using Gantry.Server.Problems;
using Gantry.Server.Uploads;

namespace Gantry.Server.Endpoints.History;

/// <summary>What was seen and said of a print.</summary>
internal static class PhotoEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/prints/{id:long}").WithTags("history");
        group.MapGet("/photo", GetPhoto).Produces<byte[]>(StatusCodes.Status200OK, "image/jpeg", "image/png");
        group.MapPut("/photo", SetPhoto).Accepts<byte[]>("image/jpeg", "image/png").WithMetadata(UploadLimit.Instance);
        group.MapDelete("/photo", RemovePhoto);
        group.MapGet("/log", GetLog);
    }

    private static async Task<IResult> GetPhoto(long id, HttpContext http, HistoryService history)
    {
        Stream photo =
            await history.OpenPhotoAsync(http.Caller(), id, http.RequestAborted)
            ?? throw ApiException.NotFound($"photo of print {id}");
        http.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Stream(photo, await TypeAsync(photo, http.RequestAborted));
    }

    /// <summary>By what it is: it was taken in only as one of the two.</summary>
    private static async Task<string> TypeAsync(Stream photo, CancellationToken cancellationToken)
    {
        byte[] first = new byte[1];
        await photo.ReadExactlyAsync(first, cancellationToken);
        photo.Position = 0;
        return first[0] == 0xFF ? "image/jpeg" : "image/png";
    }

    private static async Task<PrintView> SetPhoto(long id, HttpContext http, HistoryService history)
    {
        PrintView print = await history.SetPhotoAsync(http.Caller(), id, http.Request.Body, http.RequestAborted);
        return http.WithVersion(print, print.Version);
    }

    private static async Task<IResult> RemovePhoto(long id, HttpContext http, HistoryService history)
    {
        await history.RemovePhotoAsync(http.Caller(), id, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<PrintLog> GetLog(long id, HttpContext http, HistoryService history) =>
        await history.LogAsync(http.Caller(), id, http.RequestAborted)
        ?? throw ApiException.NotFound($"log of print {id}");
}
