using Gantry.Fleet.People;
using Gantry.Fleet.Ports;
using Gantry.Server.Http;
using Gantry.Server.Problems;
using Gantry.Sharing.Traffic;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gantry.Server.Endpoints.Ports;

/// <summary>The serial ports of the server's machine, and their shares.</summary>
internal static class PortEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder ports = api.MapGroup("/ports").WithTags("ports");
        ports.MapGet("", List);
        ports.MapGet("/{number:int}", Get);
        ports.MapDelete("/{number:int}", Forget);
        ports.MapPost("/{number:int}/actions/{action}", Act);
        ports.MapGet("/{number:int}/logs", Logs);
        ports.MapGet("/{number:int}/logs/{name}", Download).Produces<string>(StatusCodes.Status200OK, "text/plain");
        ports.MapGet("/{number:int}/logs/{name}/tail", Tail);
        ports.MapGet("/{number:int}/stream", PortStream.RunAsync).Produces(StatusCodes.Status101SwitchingProtocols);
    }

    private static ListBody<PortView> List(HttpContext http, PortService ports) => new(ports.List(http.Caller()));

    private static PortView Get(int number, HttpContext http, PortService ports) => ports.Get(http.Caller(), number);

    private static async Task<IResult> Forget(int number, HttpContext http, PortService ports)
    {
        await ports.ForgetAsync(http.Caller(), number, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static Task<PortView> Act(
        int number,
        string action,
        PortActionBody? body,
        HttpContext http,
        PortService ports
    )
    {
        Caller caller = http.Caller();
        CancellationToken stop = http.RequestAborted;
        return action switch
        {
            "start" => ports.StartAsync(caller, number, stop),
            "stop" => ports.StopAsync(caller, number, stop),
            "reset" => ports.ResetAsync(caller, number, stop),
            _ => ports.ChangeAsync(caller, number, (body ?? new PortActionBody()).ToEdit(action), stop),
        };
    }

    private static ListBody<LogBody> Logs(int number, HttpContext http, PortService ports) =>
        new([.. ports.Logs.List(http.Caller(), number).Select(LogBody.Of)]);

    private static FileStreamHttpResult Download(int number, string name, HttpContext http, PortService ports)
    {
        FileStream file = ports.Logs.Open(http.Caller(), number, name);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(file, "text/plain; charset=utf-8", name);
    }

    private static async Task<TrafficTail> Tail(
        int number,
        string name,
        HttpContext http,
        PortService ports,
        int lines = 100
    )
    {
        if (lines is < 1 or > PortLogs.MostLines)
            throw ApiException.Invalid("lines", $"Expected 1 to {PortLogs.MostLines}.");
        if (ports.Logs.List(http.Caller(), number).All(f => f.Name != name))
            throw ApiException.NotFound("such log");
        return await ports.Logs.TailAsync(http.Caller(), name, lines, http.RequestAborted);
    }
}
