namespace Gantry.Server.Endpoints;

/// <summary><c>/fleet/v1</c>: one class for each group of resources.</summary>
internal static class FleetApi
{
    /// <summary>Where the API begins.</summary>
    public const string Base = "/fleet/v1";

    public static void Map(WebApplication app)
    {
        RouteGroupBuilder api = app.MapGroup(Base);
        InfoEndpoints.Map(api);
        api.MapOpenApi("/openapi.json").ExcludeFromDescription();
    }
}
