using System.Globalization;
using System.Text;
using Gantry.Fleet.Cameras;
using Gantry.Fleet.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace Gantry.Server.Live;

/// <summary>
/// Sends one viewer a camera's pictures as a stream of parts (multipart/x-mixed-replace), as browsers, Cura and OctoPrint's clients
/// show them. A viewer that takes them slowly gets fewer; one that takes nothing is cut off by the server's least rate.
/// </summary>
internal sealed class MjpegStream(HttpContext http, CameraViewer viewer, TimeProvider time)
{
    /// <summary>The most pictures a second that anybody may ask for.</summary>
    public const int MostPerSecond = 30;

    /// <summary>Pictures a second when nobody asks for a number.</summary>
    public const int DefaultPerSecond = 15;

    private const string Boundary = "gantry-frame";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <summary>Sends until the viewer goes, may no longer look, or the camera is gone.</summary>
    /// <param name="perSecond">Pictures a second at the most.</param>
    /// <param name="mayGoOn">Asked every ten seconds.</param>
    /// <param name="stop">The end.</param>
    /// <exception cref="FleetException">The camera gives no picture, so that nothing was sent yet.</exception>
    public async Task RunAsync(int perSecond, Func<Task<bool>> mayGoOn, CancellationToken stop)
    {
        CameraFrame frame = await FirstAsync(stop);
        Begin();
        TimeSpan interval = TimeSpan.FromSeconds(1) / Math.Clamp(perSecond, 1, MostPerSecond);
        long askedAt = time.GetTimestamp();
        while (true)
        {
            long sentAt = time.GetTimestamp();
            await SendAsync(frame, stop);
            if (time.GetElapsedTime(askedAt) >= Beat)
            {
                if (!await mayGoOn())
                    return;
                askedAt = time.GetTimestamp();
            }
            if (interval - time.GetElapsedTime(sentAt) is { Ticks: > 0 } wait)
                await Task.Delay(wait, time, stop);
            if (await NextAsync(mayGoOn, stop) is not { } next)
                return;
            frame = next;
        }
    }

    private async Task<CameraFrame> FirstAsync(CancellationToken stop)
    {
        try
        {
            return await viewer.NextFrameAsync(stop);
        }
        catch (CameraException e)
        {
            throw new FleetException(FleetError.CameraFailed, e.Message, e);
        }
    }

    /// <summary>The next picture. Troubles are waited out: the camera comes back, or the viewer goes.</summary>
    private async Task<CameraFrame?> NextAsync(Func<Task<bool>> mayGoOn, CancellationToken stop)
    {
        while (await viewer.NextAsync(stop) is { } news)
        {
            if (news.Frame is { } frame)
                return frame;
            // The connection may be gone without our knowing, while there is nothing to send.
            if (http.RequestAborted.IsCancellationRequested || !await mayGoOn())
                return null;
        }
        return null;
    }

    private void Begin()
    {
        HttpResponse response = http.Response;
        response.ContentType = $"multipart/x-mixed-replace; boundary={Boundary}";
        response.Headers.CacheControl = "no-store";
        // A proxy that gathers an answer before it passes it on would gather for ever.
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private async Task SendAsync(CameraFrame frame, CancellationToken stop)
    {
        // A boundary closes each picture at once: browsers show one when they have seen its end.
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"{(http.Response.HasStarted ? "" : $"--{Boundary}\r\n")}Content-Type: image/jpeg\r\nContent-Length: {frame.Jpeg.Length}\r\n\r\n"
        );
        System.IO.Pipelines.PipeWriter body = http.Response.BodyWriter;
        await body.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
        await body.WriteAsync(frame.Jpeg, stop);
        await body.WriteAsync(Encoding.ASCII.GetBytes($"\r\n--{Boundary}\r\n"), stop);
        await body.FlushAsync(stop);
    }
}
