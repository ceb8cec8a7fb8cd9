using System.Reflection;
using Gantry.Fleet.People;
using Gantry.Server.Http;

namespace Gantry.Server.Endpoints.Site;

/// <summary>What everybody may know of the server.</summary>
internal static class InfoEndpoints
{
    private static readonly string ProgramVersion =
        typeof(InfoEndpoints)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "0";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/info", Get).WithTags("server").ForEverybody();
        api.MapGet("/openapi.json", Describe).ExcludeFromDescription().ForEverybody();
    }

    private static async Task<InfoBody> Get(
        HttpContext http,
        ServerOptions options,
        SetupService setup,
        TimeProvider time
    ) =>
        new()
        {
            Name = "Gantry",
            Version = ProgramVersion,
            SetupNeeded = await setup.IsNeededAsync(http.RequestAborted),
            Time = time.GetUtcNow(),
            Demo = options.IsDemo,
        };

    private static async Task<IResult> Describe(HttpContext http, ApiDocument document) =>
        Results.Text(
            await document.WriteAsync(
                ProgramVersion,
                $"{http.Request.Scheme}://{http.Request.Host}/",
                http.RequestAborted
            ),
            "application/json"
        );
}
