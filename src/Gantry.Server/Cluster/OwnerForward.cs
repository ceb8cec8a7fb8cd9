using System.Globalization;
using Gantry.Fleet;
using Gantry.Server.Http;
using Gantry.Server.Security;

namespace Gantry.Server.Cluster;

/// <summary>
/// Passes a call for a printer that another node drives on to that node, and its answer back. What was passed on once is
/// answered where it came: there are no loops.
/// </summary>
internal sealed class OwnerForward(
    RequestDelegate next,
    FleetHost fleet,
    NodeTickets tickets,
    NodeClient nodes,
    CallerFinder callers,
    TimeProvider time
)
{
    /// <summary>What an answer says besides its body.</summary>
    private static readonly string[] Passed = ["ETag", "Location", "Retry-After", "Cache-Control", "X-Accel-Buffering"];

    public Task InvokeAsync(HttpContext http) =>
        tickets.IsCluster
        && http.GetEndpoint()?.Metadata.GetMetadata<ForOwner>() is not null
        && http.Features.Get<NodeCallFeature>() is null
        && long.TryParse(http.Request.RouteValues["id"] as string, CultureInfo.InvariantCulture, out long id)
        && fleet.Printers.OtherNodeOf(id) is { } node
            ? ForwardAsync(http, node)
            : next(http);

    private async Task ForwardAsync(HttpContext http, string node)
    {
        HttpRequest request = http.Request;
        using HttpResponseMessage answer = await nodes.SendAsync(
            node,
            http.Caller(),
            request.Method,
            request.Path.ToUriComponent() + request.QueryString.ToUriComponent(),
            await BodyAsync(request, http.RequestAborted),
            http.RequestAborted
        );
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        foreach (string name in Passed)
            if (answer.Headers.TryGetValues(name, out IEnumerable<string>? values))
                http.Response.Headers[name] = values.ToArray();
        try
        {
            await CopyAsync(answer, http);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && http.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            http.Abort();
        }
    }

    /// <summary>
    /// Copies an answer, and ends one that lasts as soon as the caller may not have it any more: the owner cannot know, for it
    /// has this node's word for who calls.
    /// </summary>
    private async Task CopyAsync(HttpResponseMessage answer, HttpContext http)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        Task copy = answer.Content.CopyToAsync(http.Response.Body, stop.Token);
        Task gone = new LastingRight(callers, http, time).UntilGoneAsync(stop.Token);
        bool mayNot = await Task.WhenAny(copy, gone) == gone;
        await stop.CancelAsync();
        await gone.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!mayNot)
            await copy;
        else
        {
            await copy.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            http.Abort();
        }
    }

    /// <summary>The body of a call; Kestrel limits its length.</summary>
    public static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken stop)
    {
        request.EnableBuffering();
        request.Body.Position = 0;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, stop);
        request.Body.Position = 0;
        return body.ToArray();
    }
}
