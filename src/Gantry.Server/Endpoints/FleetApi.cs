using Gantry.Server.Endpoints.Cameras;
using Gantry.Server.Endpoints.Events;
using Gantry.Server.Endpoints.History;
using Gantry.Server.Endpoints.Library;
using Gantry.Server.Endpoints.People;
using Gantry.Server.Endpoints.Ports;
using Gantry.Server.Endpoints.Printers;
using Gantry.Server.Endpoints.Printers.Control;
using Gantry.Server.Endpoints.Queue;
using Gantry.Server.Endpoints.Settings;
using Gantry.Server.Endpoints.Site;
using Gantry.Server.Endpoints.Storage;

namespace Gantry.Server.Endpoints;

/// <summary><c>/fleet/v1</c>: one class for each group of resources.</summary>
internal static class FleetApi
{
    /// <summary>Where the API begins.</summary>
    public const string Base = "/fleet/v1";

    /// <summary>Where it is described.</summary>
    public const string Description = Base + "/openapi.json";

    public static void Map(WebApplication app)
    {
        RouteGroupBuilder api = app.MapGroup(Base);
        InfoEndpoints.Map(api);
        SessionEndpoints.Map(api);
        UserEndpoints.Map(api);
        MeEndpoints.Map(api);
        KeyEndpoints.Map(api);
        QuotaEndpoints.Map(api);
        AuditEndpoints.Map(api);
        PrinterEndpoints.Map(api);
        PrinterActionEndpoints.Map(api);
        ControlEndpoints.Map(api);
        TerminalEndpoints.Map(api);
        MaintenanceEndpoints.Map(api);
        CameraEndpoints.Map(api);
        PortEndpoints.Map(api);
        QueueEndpoints.Map(api);
        JobEndpoints.Map(api);
        EventEndpoints.Map(api);
        FileEndpoints.Map(api);
        PartUploadEndpoints.Map(api);
        FileContentEndpoints.Map(api);
        FolderEndpoints.Map(api);
        PrintEndpoints.Map(api);
        PhotoEndpoints.Map(api);
        StatisticsEndpoints.Map(api);
        SettingsEndpoints.Map(api);
        StorageEndpoints.Map(api);
    }
}
