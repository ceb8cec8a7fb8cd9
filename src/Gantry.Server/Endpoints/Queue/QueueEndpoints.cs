using Gantry.Fleet.Queue;
using Gantry.Server.Http;

namespace Gantry.Server.Endpoints.Queue;

/// <summary>The queue of the whole fleet.</summary>
internal static class QueueEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/queue").WithTags("queue");
        group.MapGet("", Get);
        group.MapPost("/pause", Pause);
        group.MapPost("/resume", Resume);
    }

    private static Task<QueueView> Get(HttpContext http, QueueService queue) =>
        queue.GetAsync(http.Caller(), http.RequestAborted);

    private static async Task<IResult> Pause(HttpContext http, QueueService queue)
    {
        await queue.PauseAsync(http.Caller(), http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Resume(HttpContext http, QueueService queue)
    {
        await queue.ResumeAsync(http.Caller(), http.RequestAborted);
        return TypedResults.NoContent();
    }
}
