using Gantry.Fleet.People;
using Gantry.Serial.Inventory;
using Gantry.Server.Http;

namespace Gantry.Server.Endpoints.Ports;

/// <summary>The serial devices of the server's machine.</summary>
internal static class PortEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/ports", List).WithTags("ports");

    private static ListBody<PortBody> List(HttpContext http, SerialInventory inventory)
    {
        http.Caller().Demand(Right.PortsRead);
        return new([.. inventory.List().Select(PortBody.Of)]);
    }
}
