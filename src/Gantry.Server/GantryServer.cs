using System.Net;
using System.Net.Sockets;
using Gantry.Fleet;
using Gantry.Fleet.Housekeeping;
using Gantry.Fleet.Library;
using Gantry.Fleet.People;
using Gantry.Fleet.Settings;
using Gantry.Server.Cluster;
using Gantry.Server.Discovery;
using Gantry.Server.Hosting;
using Gantry.Server.Security;
using Gantry.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Gantry.Server;

/// <summary>A running server: the API, the site, and the fleet behind them.</summary>
public sealed class GantryServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GantryStorage _storage;

    private GantryServer(WebApplication app, GantryStorage storage) => (_app, _storage) = (app, storage);

    /// <summary>Where it can be reached, as <c>http://[::]:8080</c>.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [
            .. _app
                .Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.Select(a => new Uri(a)),
        ];

    /// <summary>The parts of the server.</summary>
    internal IServiceProvider Parts => _app.Services;

    /// <summary>The code with which the first administrator is made; null when there is one.</summary>
    public Task<string?> GetSetupCodeAsync(CancellationToken cancellationToken) =>
        _app.Services.GetRequiredService<SetupService>().GetCodeAsync(cancellationToken);

    /// <summary>Whether this process may listen on an address on which nobody listens yet.</summary>
    public static bool CanListen(IPEndPoint address) => Listeners.CanListen(address);

    /// <summary>Starts a server.</summary>
    /// <exception cref="ServerException">An address cannot be listened on.</exception>
    /// <exception cref="StorageException">The data directory or the database cannot be used.</exception>
    public static async Task<GantryServer> StartAsync(
        ServerOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        // Nothing is taken from the environment or from files beside the program: what is not asked for is off.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = [] }
        );
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listeners.Configure(kestrel, options));
        if (options.Tls is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        ConfigureLogging(builder.Logging, options.LogLevel);
        using ILoggerFactory loggers = LoggerFactory.Create(logging => ConfigureLogging(logging, options.LogLevel));
        GantryStorage storage = await GantryStorage.OpenAsync(
            options.Storage,
            StorageUse.Serve,
            time,
            loggers,
            cancellationToken
        );
        Services.Add(builder.Services, options, storage, time);
        WebApplication app = builder.Build();
        Pipeline.Build(app, options);
        var server = new GantryServer(app, storage);
        try
        {
            // Takes up what an earlier process left, whether anybody calls or not.
            app.Services.GetRequiredService<AnalysisWorker>();
            app.Services.GetRequiredService<StorageKeeper>();
            app.Services.GetRequiredService<PartUploads>();
            app.Services.GetService<WatchedFolder>()?.Start();
            await app.Services.GetRequiredService<FleetHost>().StartAsync(cancellationToken);
            FleetSettings settings = await app
                .Services.GetRequiredService<SettingService>()
                .ReadAsync(cancellationToken);
            app.Services.GetRequiredService<AccessSettings>().Apply(settings.General);
            app.Services.GetRequiredService<FleetHost>().Found.Network = app.Services.GetService<NetworkShares>();
            await app.StartAsync(cancellationToken);
            app.Services.GetService<ClusterNode>()?.IsAt(options.Advertised ?? server.AddressForNodes());
            app.Services.GetRequiredService<LocalKey>().Publish(server.AddressForThisMachine());
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            if (e is SocketException or IOException { InnerException: AddressInUseException or SocketException })
                throw new ServerException(
                    $"{e.Message} Another program may use the port; choose another one with --http.",
                    e
                );
            throw;
        }
    }

    /// <summary>Stops it: no new calls, open ones are ended, the database is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _storage.DisposeAsync();
    }

    /// <summary>Where other machines reach it, when nobody said that.</summary>
    private string AddressForNodes()
    {
        var address = new UriBuilder(Addresses[0]);
        if (IsEverywhere(address))
            address.Host = Environment.MachineName;
        return address.Uri.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>Where this machine reaches it: nobody can be called by the address of everybody.</summary>
    public Uri AddressForThisMachine()
    {
        var address = new UriBuilder(Addresses[0]);
        // [::] is listened on for IPv4, too, and a machine may have no IPv6.
        if (IsEverywhere(address))
            address.Host = "127.0.0.1";
        return address.Uri;
    }

    private static bool IsEverywhere(UriBuilder address) => address.Host is "[::]" or "0.0.0.0";

    private static void ConfigureLogging(ILoggingBuilder logging, LogLevel least) =>
        logging
            .SetMinimumLevel(least)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            });
}
