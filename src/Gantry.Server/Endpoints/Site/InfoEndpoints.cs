using System.Reflection;
using Gantry.Fleet.People;
using Gantry.Server.Http;

namespace Gantry.Server.Endpoints.Site;

/// <summary>What everybody may know of the server.</summary>
internal static class InfoEndpoints
{
    /// <summary>The version of the program, as <c>1.2.0</c>.</summary>
    internal static readonly string ProgramVersion =
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

    private static async Task<IResult> Describe(HttpContext http, ApiDocument document)
    {
        // Who has it already costs nothing, not even when it must be written anew for others.
        bool hasIt = document.Tag is { } known && http.Request.Headers.IfNoneMatch == known;
        byte[] description = hasIt ? [] : await document.ReadAsync(http.RequestAborted);
        http.Response.Headers.ETag = document.Tag;
        http.Response.Headers.CacheControl = "no-cache";
        return hasIt || http.Request.Headers.IfNoneMatch == document.Tag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(description, "application/json; charset=utf-8");
    }
}
