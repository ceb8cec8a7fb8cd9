using Gantry.Server.Cluster;
using Gantry.Server.Doors.SerialPortal;
using Gantry.Server.Endpoints;
using Gantry.Server.Endpoints.Cameras;
using Gantry.Server.Http;
using Gantry.Server.Problems;
using Gantry.Server.Security;
using Gantry.Server.Web;
using Gantry.Storage;
using Microsoft.AspNetCore.HttpOverrides;

namespace Gantry.Server.Hosting;

/// <summary>The way of a call through the server.</summary>
internal static class Pipeline
{
    public static void Build(WebApplication app, ServerOptions options)
    {
        if (options.Proxies.Count > 0)
            app.UseForwardedHeaders(Forwarded(options));
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<HostCheck>();
        app.UseMiddleware<OriginCheck>();
        app.UseMiddleware<DefaultCamera>();
        app.UseWebSockets();
        app.UseRouting();
        app.UseMiddleware<SignInCheck>();
        app.UseMiddleware<IdempotencyCheck>();
        if (options.Storage.Database.Kind == DatabaseKind.Postgres)
            app.UseMiddleware<OwnerForward>();
        FleetApi.Map(app);
        SerialPortalDoor.Map(app);
        app.UseEndpoints(_ => { });
        app.Run(WebEndpoint.RunAsync);
    }

    /// <summary>Only the listed proxies are believed, one hop deep, and they may not say under which name we were called.</summary>
    private static ForwardedHeadersOptions Forwarded(ServerOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1,
        };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (System.Net.IPAddress proxy in options.Proxies)
            forwarded.KnownProxies.Add(proxy);
        return forwarded;
    }
}
