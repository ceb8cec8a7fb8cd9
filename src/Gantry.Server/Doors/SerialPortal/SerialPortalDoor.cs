using Gantry.Fleet.People;
using Gantry.Fleet.Ports;
using Gantry.Server.Http;
using Gantry.Server.Security;
using Gantry.Sharing.Traffic;

namespace Gantry.Server.Doors.SerialPortal;

/// <summary>
/// The HTTP API of the serial portal that Gantry replaces, for the scripts and helpers that speak it: paths, bodies, messages
/// and status codes are its own, so a refusal often is a 200 with <c>"success": false</c>.
/// </summary>
internal static class SerialPortalDoor
{
    private const int UsualLines = 100;

    public static void Map(WebApplication app)
    {
        // Made here: named by its type, it would be made by expressions that are compiled while the server starts.
        var filter = new PortalFilter(
            app.Services.GetRequiredService<CallerFinder>(),
            app.Services.GetRequiredService<PortalRights>()
        );
        RouteGroupBuilder door = app.MapGroup("/api").ExcludeFromDescription();
        door.AddEndpointFilter(filter);
        door.MapGet("/info", Info);
        door.MapGet("/devices", Devices);
        door.MapGet("/discover", Discover);
        door.MapPost("/start", (HttpContext http, PortalShares shares) => SwitchAsync(http, shares.StartAsync));
        door.MapPost("/stop", (HttpContext http, PortalShares shares) => SwitchAsync(http, shares.StopAsync));
        door.MapPost("/start-all", (HttpContext http, PortalShares shares) => AllAsync(http, shares.StartAllAsync));
        door.MapPost("/stop-all", (HttpContext http, PortalShares shares) => AllAsync(http, shares.StopAllAsync));
        door.MapPost("/hotplug", HotPlugAsync);
        door.MapGet("/logs", Logs);
        door.MapGet("/logs/{name}", LogAsync);
        door.MapPost("/serial/write", PortalSerial.WriteAsync);
        door.MapPost("/serial/monitor", PortalSerial.MonitorAsync);
        door.MapPost("/serial/reset", PortalSerial.ResetAsync);
        door.MapGet("/serial/output", PortalSerial.OutputAsync);
    }

    private static IResult Info(HttpContext http, PortalShares shares) =>
        Results.Json(new PortalInfo(shares.AddressFor(http)), PortalJson.Default.PortalInfo);

    private static IResult Devices(PortalShares shares) =>
        Results.Json(new PortalDevices(shares.Devices()), PortalJson.Default.PortalDevices);

    private static IResult Discover(HttpContext http, PortalShares shares) =>
        Results.Json(new PortalDiscovery(shares.Running(http)), PortalJson.Default.PortalDiscovery);

    private static async Task<IResult> SwitchAsync(
        HttpContext http,
        Func<Caller, string, CancellationToken, Task<PortalResult>> act
    )
    {
        PortalWish wish = await PortalBodies.ReadAsync(http, PortalJson.Default.PortalWish);
        PortalResult result = wish.Tty is { Length: > 0 } tty
            ? await act(http.Caller(), tty, http.RequestAborted)
            : new PortalResult(false) { Error = "Missing tty" };
        return Results.Json(result, PortalJson.Default.PortalResult);
    }

    private static async Task<IResult> AllAsync(
        HttpContext http,
        Func<Caller, CancellationToken, Task<IReadOnlyList<string>>> act
    ) =>
        Results.Json(
            new PortalMessages(true, await act(http.Caller(), http.RequestAborted)),
            PortalJson.Default.PortalMessages
        );

    /// <summary>udev's scripts may go on calling; what they tell is known by then.</summary>
    private static async Task<IResult> HotPlugAsync(HttpContext http, PortalShares shares)
    {
        http.Caller().Demand(Right.PortsManage);
        PortalEvent happened = await PortalBodies.ReadAsync(http, PortalJson.Default.PortalEvent);
        bool isThere = shares.Find(happened.Devnode ?? "") is not null;
        return Results.Json(
            new PortalResult(true)
            {
                Message = isThere
                    ? $"{happened.Devnode} is there"
                    : "Gantry hears of devices from the kernel; this one is not there",
            },
            PortalJson.Default.PortalResult
        );
    }

    private static IResult Logs(HttpContext http, PortService ports) =>
        Results.Json(
            new PortalLogs([
                .. ports
                    .Logs.List(http.Caller())
                    .Select(f => new PortalLog(f.Name, f.Size, f.Modified.ToUnixTimeMilliseconds() / 1000.0)),
            ]),
            PortalJson.Default.PortalLogs
        );

    private static async Task<IResult> LogAsync(string name, HttpContext http, PortService ports, int? lines)
    {
        if (ports.Logs.List(http.Caller()).All(f => f.Name != name))
            return Results.Json(
                new PortalError("Log not found"),
                PortalJson.Default.PortalError,
                statusCode: StatusCodes.Status404NotFound
            );
        TrafficTail tail = await ports.Logs.TailAsync(http.Caller(), name, lines ?? UsualLines, http.RequestAborted);
        return Results.Json(new PortalTail(tail.Content, tail.TotalLines), PortalJson.Default.PortalTail);
    }
}
