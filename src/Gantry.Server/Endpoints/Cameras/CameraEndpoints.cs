using Gantry.Fleet.Cameras;
using Gantry.Server.Http;
using Gantry.Server.Live;
using Gantry.Server.Security;

namespace Gantry.Server.Endpoints.Cameras;

/// <summary>What the printers' cameras show.</summary>
internal static class CameraEndpoints
{
    private const string Jpeg = "image/jpeg";

    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/printers").WithTags("cameras");
        group.MapGet("/{id:long}/camera", Get);
        group
            .MapGet("/{id:long}/camera/stream", Stream)
            .Produces<byte[]>(StatusCodes.Status200OK, "multipart/x-mixed-replace");
        group.MapGet("/{id:long}/camera/snapshot", TakeSnapshot).Produces<byte[]>(StatusCodes.Status200OK, Jpeg);
        group.MapPost("/camera/try", Try).Produces<byte[]>(StatusCodes.Status200OK, Jpeg);
    }

    private static Task<CameraView> Get(long id, HttpContext http, CameraService cameras) =>
        cameras.GetAsync(http.Caller(), id, http.RequestAborted);

    private static async Task Stream(
        long id,
        HttpContext http,
        CameraService cameras,
        CallerFinder callers,
        TimeProvider time,
        int fps = MjpegStream.DefaultPerSecond
    )
    {
        CameraViewer viewer = await cameras.WatchAsync(http.Caller(), id, http.RequestAborted);
        await CameraAnswers.StreamAsync(http, viewer, fps, new LastingRight(callers, http, time).HoldsAsync);
    }

    private static async Task TakeSnapshot(long id, HttpContext http, CameraService cameras) =>
        await CameraAnswers.SendAsync(http, await cameras.SnapshotAsync(http.Caller(), id, http.RequestAborted));

    private static async Task Try(TryCameraBody body, HttpContext http, CameraService cameras) =>
        await CameraAnswers.SendAsync(
            http,
            await cameras.TryAsync(http.Caller(), body.PrinterId, body.CameraSettings, http.RequestAborted)
        );
}
