using Gantry.Fleet.Cameras;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Server.Live;
using Gantry.Server.Security;

namespace Gantry.Server.Endpoints.Cameras;

/// <summary>
/// <c>/?action=stream</c> and <c>/?action=snapshot</c>, as mjpg-streamer has them and Cura and OctoPrint's clients ask for them, at the
/// root and under <c>/webcam/</c>. Cura cannot sign in: what it shows must be open to everybody by a setting, or not be shown.
/// </summary>
internal sealed class DefaultCamera(
    RequestDelegate next,
    CallerFinder callers,
    AccessSettings access,
    TimeProvider time
)
{
    public Task InvokeAsync(HttpContext http) =>
        IsAsked(http.Request)
            ? http.Request.Query["action"].ToString() switch
            {
                "stream" => AnswerAsync(http, isStream: true),
                "snapshot" => AnswerAsync(http, isStream: false),
                _ => next(http),
            }
            : next(http);

    private static bool IsAsked(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Path.Value is "/" or "/webcam/" or "/webcam";

    private async Task AnswerAsync(HttpContext http, bool isStream)
    {
        Caller caller = await CallerAsync(http);
        CameraService cameras = http.RequestServices.GetRequiredService<CameraService>();
        caller.Demand(Right.FleetRead);
        long id = cameras.FindDefault(access.CameraPrinterId) ?? throw FleetException.NotFound("printer with a camera");
        if (!isStream)
            await CameraAnswers.SendAsync(http, await cameras.SnapshotAsync(caller, id, http.RequestAborted));
        else if (HttpMethods.IsHead(http.Request.Method))
            http.Response.StatusCode = StatusCodes.Status200OK;
        else
            await CameraAnswers.StreamAsync(
                http,
                await cameras.WatchAsync(caller, id, http.RequestAborted),
                MjpegStream.DefaultPerSecond,
                new LastingRight(async () => (await CallerAsync(http)).May(Right.FleetRead), time).HoldsAsync
            );
    }

    /// <summary>Who asks; everybody may look through this one camera where the settings say so.</summary>
    private async Task<Caller> CallerAsync(HttpContext http)
    {
        Caller caller = (await callers.FindAsync(http)).Caller;
        return caller.May(Right.FleetRead) || !access.AnonymousCamera
            ? caller
            : Caller.Anonymous(caller.Source, mayRead: true);
    }
}
