using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gantry.Discovery.Services;
using Gantry.Fleet;
using Gantry.Fleet.Discovery;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Discovery;

/// <summary>
/// Knows the serial ports that other machines announce on the network, as they come and go. Where multicast DNS cannot be used
/// nothing is found, and everything else works.
/// </summary>
internal sealed partial class NetworkShares(TimeProvider time, ILogger<NetworkShares> logger)
    : BackgroundService,
        IShareBrowser
{
    /// <summary>Another program may hold the port of multicast DNS, and give it back.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly string[] Types = [SerialServices.Rfc2217, SerialServices.Raw];

    private readonly IReadOnlyList<FoundPrinter>[] _found =
    [
        [],
        [],
    ];

    /// <inheritdoc/>
    public IReadOnlyList<FoundPrinter> List() =>
        [
            .. _found
                .SelectMany(f => f)
                .DistinctBy(f => f.Url)
                .OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(f => f.Url, StringComparer.Ordinal),
        ];

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        BackgroundLoop.KeepAsync("What finds shares on the network", RunAsync, time, logger, stoppingToken);

    private async Task RunAsync(CancellationToken stop)
    {
        // Nothing of it shall make the server's start longer.
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using ServiceDiscovery discovery = ServiceDiscovery.Start(new DiscoveryOptions { Time = time });
                await Task.WhenAll(Types.Select((_, i) => FollowAsync(discovery, i, stop)));
            }
            catch (DiscoveryException e)
            {
                LogNotUsable(logger, e.Message);
                await Task.Delay(Pause, time, stop);
            }
        }
    }

    private async Task FollowAsync(ServiceDiscovery discovery, int type, CancellationToken stop)
    {
        await foreach (IReadOnlyList<FoundService> list in discovery.BrowseAsync(Types[type], stop))
            _found[type] = [.. list.Select(ToPrinter).OfType<FoundPrinter>()];
    }

    /// <summary>A share as a printer; null when it has no address at which a printer would be opened.</summary>
    private static FoundPrinter? ToPrinter(FoundService service)
    {
        if (service.Addresses.FirstOrDefault(a => !a.IsIPv6LinkLocal) is not { } address)
            return null;
        string product = Clean(service.Text.GetValueOrDefault(SerialServices.Product, ""));
        return new FoundPrinter
        {
            Url = UrlOf(service, address),
            Name = product.Length > 0 ? product : Clean(service.Name),
            Product = product,
            SerialNumber = Clean(service.Text.GetValueOrDefault(SerialServices.SerialNumber, "")),
            Source = FoundSource.Network,
        };
    }

    private static string UrlOf(FoundService service, IPAddress address)
    {
        string host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        string scheme = service.Type == SerialServices.Raw ? "tcp" : "rfc2217";
        return string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{service.Port}");
    }

    /// <summary>Anybody on the network can announce anything.</summary>
    private static string Clean(string text) =>
        string.Concat(text.Where(c => !char.IsControl(c)).Take(FoundPrinter.MostText));

    [LoggerMessage(30, LogLevel.Information, "Shares of other machines are not found by themselves: {Reason}")]
    private static partial void LogNotUsable(ILogger logger, string reason);
}
