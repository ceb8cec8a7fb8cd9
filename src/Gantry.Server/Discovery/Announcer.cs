using System.Net;
using System.Net.Sockets;
using Gantry.Discovery.Beacon;
using Gantry.Discovery.Services;
using Gantry.Fleet;
using Gantry.Fleet.Events;
using Gantry.Fleet.Ports;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Discovery;

/// <summary>
/// Tells the network of the server and of its shares, by multicast DNS and to those who ask the beacon. What only this machine
/// reaches is told to nobody.
/// </summary>
internal sealed partial class Announcer(
    ServerOptions options,
    FleetHost fleet,
    IServer server,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Announcer> logger
) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        BackgroundLoop.KeepAsync("What tells the network of this server", RunAsync, time, logger, stoppingToken);

    private async Task RunAsync(CancellationToken stop)
    {
        if (!options.Announces)
            return;
        await StartedAsync(stop);
        if (PortOf(Reachable()) is not { } port)
            return;
        await using BeaconResponder? beacon = StartBeacon(port);
        await AnnounceAsync(port, stop);
    }

    private async Task AnnounceAsync(int port, CancellationToken stop)
    {
        await using ServiceDiscovery? discovery = StartDiscovery();
        if (discovery is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            return;
        }
        var site = new ServiceDescription($"Gantry on {Environment.MachineName.Split('.')[0]}", "_http._tcp", port)
        {
            Text = [new("path", "/"), new("gantry", "1")],
        };
        await using Announcement web = await discovery.AnnounceAsync(site, stop);
        await using ShareAnnouncer shares = ShareAnnouncer.Over(discovery);
        await KeepAnnouncingAsync(shares, stop);
    }

    private async Task KeepAnnouncingAsync(ShareAnnouncer shares, CancellationToken stop)
    {
        using FleetListener changes = fleet.Events.Listen(
            null,
            e => e.Topic.StartsWith(EventTopics.Port, StringComparison.Ordinal)
        );
        while (true)
        {
            await shares.SetAsync(ToAnnounce(), stop);
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop);
            wait.CancelAfter(LookAgain);
            try
            {
                if (!await changes.WaitAsync(wait.Token))
                    return;
                while (changes.TryRead(out _)) { }
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // Settings may have changed without a port's doing so.
            }
        }
    }

    private AnnouncedShare[] ToAnnounce() =>
        fleet.Ports.Address is not { } address || IPAddress.IsLoopback(address)
            ? []
            :
            [
                .. fleet
                    .Ports.Shared()
                    .Where(p => p.Share?.State is PortShareState.Listening or PortShareState.Open)
                    .Select(p => new AnnouncedShare(p.Number!.Value, false, p.Device, p.Product, p.SerialNumber)),
            ];

    private BeaconResponder? StartBeacon(int port)
    {
        try
        {
            IPAddress? only = options.Listen.All(l =>
                l.Address.AddressFamily == AddressFamily.InterNetwork && !l.Address.Equals(IPAddress.Any)
            )
                ? options.Listen[0].Address
                : null;
            return BeaconResponder.Start("gantry", port, only, options.BeaconPort);
        }
        catch (SocketException e)
        {
            LogNoBeacon(logger, options.BeaconPort, e.Message);
            return null;
        }
    }

    private ServiceDiscovery? StartDiscovery()
    {
        if (options.Listen.All(l => IPAddress.IsLoopback(l.Address)))
            return null;
        try
        {
            return ServiceDiscovery.Start();
        }
        catch (DiscoveryException e)
        {
            LogNotAnnounced(logger, e.Message);
            return null;
        }
    }

    private IEnumerable<Uri> Reachable() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(a => new Uri(a)) ?? [];

    private static int? PortOf(IEnumerable<Uri> addresses) =>
        addresses.FirstOrDefault(a => a.Scheme == Uri.UriSchemeHttp)?.Port;

    private async Task StartedAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration told = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    [LoggerMessage(32, LogLevel.Warning, "The beacon does not answer on UDP port {port}: {reason}")]
    private static partial void LogNoBeacon(ILogger logger, int port, string reason);

    [LoggerMessage(31, LogLevel.Warning, "The network is not told of this server: {reason}")]
    private static partial void LogNotAnnounced(ILogger logger, string reason);
}
