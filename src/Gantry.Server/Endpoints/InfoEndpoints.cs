using System.Reflection;

namespace Gantry.Server.Endpoints;

/// <summary>What everybody may know of the server.</summary>
internal static class InfoEndpoints
{
    private static readonly string ProgramVersion =
        typeof(InfoEndpoints)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "0";

    public static void Map(RouteGroupBuilder api) => api.MapGet("/info", Get).WithTags("server");

    private static InfoBody Get(ServerOptions options, TimeProvider time) =>
        new()
        {
            Name = "Gantry",
            Version = ProgramVersion,
            Time = time.GetUtcNow(),
            Demo = options.IsDemo,
        };
}
