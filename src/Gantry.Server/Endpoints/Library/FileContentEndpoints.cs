using Gantry.Fleet.Library;
using Gantry.Server.Http;
using Gantry.Server.Layers;
using Gantry.Server.Problems;
using Gantry.Storage.Library;
using Microsoft.Net.Http.Headers;

namespace Gantry.Server.Endpoints.Library;

/// <summary>What is in the files: their bytes, pictures, analysis and layers.</summary>
internal static class FileContentEndpoints
{
    private const int DefaultPixels = 256;

    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/files/{id:long}").WithTags("library");
        group.MapGet("/content", Download);
        group.MapGet("/thumbnail", GetThumbnail);
        group.MapGet("/analysis", GetAnalysis);
        group.MapGet("/layers", ListLayers);
        group.MapGet("/layers/{layer:int}", DrawLayer);
    }

    private static async Task<IResult> Download(long id, HttpContext http, FileContents contents, bool plain = false)
    {
        FileDownload file = await contents.OpenAsync(http.Caller(), id, plain, http.RequestAborted);
        // As an attachment, and as no type that a browser shows: G-code may hold anything.
        return TypedResults.Stream(
            file.Stream,
            "application/octet-stream",
            file.Name,
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""),
            enableRangeProcessing: true
        );
    }

    private static async Task<IResult> GetThumbnail(
        long id,
        HttpContext http,
        FileContents contents,
        int size = DefaultPixels
    )
    {
        ContentThumbnail picture =
            await contents.GetThumbnailAsync(http.Caller(), id, size, http.RequestAborted)
            ?? throw ApiException.NotFound($"picture of file {id}");
        http.Response.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Bytes(picture.Data, picture.MediaType);
    }

    private static async Task<IResult> GetAnalysis(long id, HttpContext http, FileContents contents) =>
        TypedResults.Text(
            await contents.GetAnalysisAsync(http.Caller(), id, http.RequestAborted)
                ?? throw ApiException.NotFound($"analysis of file {id} yet"),
            "application/json"
        );

    private static async Task<LayerListBody> ListLayers(
        long id,
        HttpContext http,
        LibraryService library,
        LayerService layers
    )
    {
        LibraryFile file = await library.GetAsync(http.Caller(), id, http.RequestAborted);
        return await layers.ListAsync(file.ContentHash, http.RequestAborted);
    }

    private static async Task<LayerBody> DrawLayer(
        long id,
        int layer,
        HttpContext http,
        LibraryService library,
        LayerService layers
    )
    {
        LibraryFile file = await library.GetAsync(http.Caller(), id, http.RequestAborted);
        http.Response.Headers.CacheControl = "private, max-age=300";
        return await layers.DrawAsync(file.ContentHash, layer, http.RequestAborted);
    }
}
