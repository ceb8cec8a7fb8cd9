using System.Globalization;
using Gantry.Fleet.Cameras;
using Gantry.Server.Live;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Endpoints.Cameras;

/// <summary>Answers with pictures of a camera, wherever they are asked for.</summary>
internal static class CameraAnswers
{
    /// <summary>Sends a stream until its end.</summary>
    /// <param name="http">The call.</param>
    /// <param name="viewer">Who looks; looks away afterwards.</param>
    /// <param name="perSecond">Pictures a second at the most.</param>
    /// <param name="mayGoOn">Asked now and then whether the caller still may.</param>
    public static async Task StreamAsync(HttpContext http, CameraViewer viewer, int perSecond, Func<Task<bool>> mayGoOn)
    {
        using CameraViewer looking = viewer;
        IServiceProvider parts = http.RequestServices;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            parts.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping
        );
        try
        {
            var stream = new MjpegStream(http, looking, parts.GetRequiredService<TimeProvider>());
            await stream.RunAsync(perSecond, mayGoOn, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The viewer went, or the server ends.
        }
    }

    /// <summary>Sends one picture; nothing when the caller has it already.</summary>
    public static async Task SendAsync(HttpContext http, CameraFrame frame)
    {
        HttpResponse response = http.Response;
        string tag = string.Create(CultureInfo.InvariantCulture, $"\"{frame.Number:x}-{frame.At.UtcTicks:x}\"");
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-store";
        response.Headers.LastModified = frame.At.ToString("R", CultureInfo.InvariantCulture);
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = "image/jpeg";
        response.ContentLength = frame.Jpeg.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.BodyWriter.WriteAsync(frame.Jpeg, http.RequestAborted);
    }
}
