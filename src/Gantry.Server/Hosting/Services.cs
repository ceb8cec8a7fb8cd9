using Gantry.Fleet;
using Gantry.Fleet.Housekeeping;
using Gantry.Fleet.Library;
using Gantry.Fleet.People;
using Gantry.Fleet.Ports;
using Gantry.Serial;
using Gantry.Server.Cluster;
using Gantry.Server.Discovery;
using Gantry.Server.Doors.SerialPortal;
using Gantry.Server.Endpoints.Ports;
using Gantry.Server.Endpoints.Site;
using Gantry.Server.Json;
using Gantry.Server.Layers;
using Gantry.Server.Live;
using Gantry.Server.Security;
using Gantry.Server.Web;
using Gantry.Storage;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Hosting;

/// <summary>Puts the parts of the server together.</summary>
internal static class Services
{
    /// <summary>Of the two seconds in which the program must end; the rest is for the printers and the database.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);

    public static void Add(IServiceCollection services, ServerOptions options, GantryStorage storage, TimeProvider time)
    {
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddHostedService<MemoryReturn>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => JsonForm.Defer(json.SerializerOptions));
        services.AddRoutingCore();
        services.AddSingleton(provider => new ApiDocument(
            services,
            provider.GetRequiredService<EndpointDataSource>(),
            InfoEndpoints.ProgramVersion
        ));
        services.AddSingleton(options);
        services.AddSingleton(storage);
        services.AddSingleton(storage.Store);
        services.AddSingleton(time);
        services.AddSingleton<AllowedHosts>();
        services.AddSingleton<AccessSettings>();
        services.AddSingleton<WebFiles>();
        services.AddSingleton(provider => new LocalKey(
            options.Storage.Data,
            time,
            provider.GetRequiredService<ILogger<LocalKey>>()
        ));
        services.AddSingleton<NodeTickets>();
        services.AddSingleton<NodeClient>();
        if (options.Storage.Database.Kind == DatabaseKind.Postgres)
        {
            services.AddSingleton<ClusterNode>();
            services.AddHostedService(provider => provider.GetRequiredService<ClusterNode>());
        }
        AddPeople(services, options);
        AddLibrary(services, storage, options);
        AddFleet(services, options);
        if (options.FindsShares)
        {
            services.AddSingleton<NetworkShares>();
            services.AddHostedService(provider => provider.GetRequiredService<NetworkShares>());
        }
        AddPorts(services);
    }

    private static void AddPorts(IServiceCollection services)
    {
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().Ports);
        services.AddTransient<SerialCalls>();
        services.AddSingleton<PortalRights>();
        services.AddTransient<PortalShares>();
        services.AddSingleton<StreamCount>();
        services.AddHostedService<Announcer>();
    }

    private static void AddFleet(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<ISerialPortOpener, SerialPorts>();
        services.AddSingleton(provider => new FleetHost(
            new FleetOptions
            {
                Storage = provider.GetRequiredService<GantryStorage>(),
                Ports = provider.GetRequiredService<ISerialPortOpener>(),
                Time = provider.GetRequiredService<TimeProvider>(),
                Loggers = provider.GetRequiredService<ILoggerFactory>(),
                Inventory = options.Inventory,
                Sharing = options.Sharing,
            }
        ));
        // Parts of the fleet, which ends them itself; its events are not here, because the container would end them, too.
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().Printers);
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().Cameras);
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().Jobs);
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().Queue);
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().History);
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().Found);
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().Maintenance);
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().Settings);
        services.AddTransient(provider => provider.GetRequiredService<FleetHost>().Notifications);
        services.AddHostedService<LibraryNews>();
    }

    private static void AddLibrary(IServiceCollection services, GantryStorage storage, ServerOptions options)
    {
        services.AddSingleton(storage.Files);
        services.AddSingleton(new LibraryOptions());
        services.AddSingleton<StorageKeeper>();
        services.AddSingleton<AnalysisWorker>();
        services.AddSingleton<LibraryService>();
        services.AddSingleton<FolderService>();
        services.AddSingleton<UploadService>();
        services.AddSingleton(new PartLimits());
        services.AddSingleton<PartUploads>();
        if (options.Watched is { } watched)
        {
            services.AddSingleton(watched);
            services.AddSingleton<WatchedFolder>();
        }
        services.AddSingleton<PlainGCode>();
        services.AddSingleton<FileContents>();
        services.AddSingleton<LayerService>();
    }

    private static void AddPeople(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options.People);
        services.AddSingleton<CallerFinder>();
        services.AddSingleton<SignInService>();
        services.AddSingleton<SetupService>();
        services.AddSingleton<UserService>();
        services.AddSingleton<ApiKeyService>();
        services.AddSingleton<QuotaService>();
        services.AddSingleton<ApprovalService>();
        services.AddSingleton<AuditService>();
    }
}
