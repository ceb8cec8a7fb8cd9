using System.Globalization;
using Gantry.Fleet;
using Gantry.Fleet.Events;
using Gantry.Server.Http;
using Gantry.Server.Live;
using Gantry.Server.Problems;
using Gantry.Server.Security;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Endpoints.Events;

/// <summary>What happens, as it happens.</summary>
internal static class EventEndpoints
{
    /// <summary>Ten times as many as a workshop has screens.</summary>
    private const int MostListeners = 500;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", Stream).WithTags("events").Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    private static async Task Stream(
        HttpContext http,
        FleetHost fleet,
        CallerFinder callers,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        string? topics,
        long? after
    )
    {
        FleetEvents events = fleet.Events;
        if (events.Listeners >= MostListeners)
            throw new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                ProblemCode.Unavailable,
                $"{MostListeners} listen already. Close some pages."
            );
        after = ReadLastId(http.Request) ?? after;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping
        );
        long last = events.LastId;
        var filter = new EventFilter(http.Caller(), EventFilter.ReadTopics(topics));
        using FleetListener listener = events.Listen(after, filter.Wants);
        var stream = new EventStream(new SseWriter(http, stop.Token), events, listener, time);
        stream.Greet(after is null ? last : null);
        try
        {
            await stream.RunAsync(new LastingRight(callers, http, time).HoldsAsync, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The listener went, or the server ends.
        }
    }

    private static long? ReadLastId(HttpRequest request)
    {
        string text = request.Headers["Last-Event-ID"].ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
    }
}
