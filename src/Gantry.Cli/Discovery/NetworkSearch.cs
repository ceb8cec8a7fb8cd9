using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gantry.Discovery.Beacon;
using Gantry.Discovery.Services;

namespace Gantry.Cli.Discovery;

/// <summary>Asks everybody on the network: by multicast DNS for shares, by the beacon for portals.</summary>
internal static class NetworkSearch
{
    /// <summary>What answers in time, ordered by machine and port, so that an index means the same twice.</summary>
    public static async Task<IReadOnlyList<FoundShare>> FindAsync(TimeSpan listen, CancellationToken stop)
    {
        Task<IReadOnlyList<FoundShare>> portals = FromPortalsAsync(listen, stop);
        IReadOnlyList<FoundShare> announced = await AnnouncedAsync(listen, stop);
        return
        [
            .. announced
                .Concat(await portals)
                .DistinctBy(f => f.Url)
                .OrderBy(f => new Uri(f.Url).Host, StringComparer.Ordinal)
                .ThenBy(f => f.Port),
        ];
    }

    private static async Task<IReadOnlyList<FoundShare>> AnnouncedAsync(TimeSpan listen, CancellationToken stop)
    {
        try
        {
            await using ServiceDiscovery discovery = ServiceDiscovery.Start();
            IReadOnlyList<FoundService>[] found = await Task.WhenAll(
                discovery.FindAsync(SerialServices.Rfc2217, listen, stop),
                discovery.FindAsync(SerialServices.Raw, listen, stop)
            );
            return [.. found.SelectMany(f => f).Select(ToShare)];
        }
        catch (DiscoveryException e)
        {
            await Console.Error.WriteLineAsync($"Discovery failed: {e.Message}");
            return [];
        }
    }

    private static async Task<IReadOnlyList<FoundShare>> FromPortalsAsync(TimeSpan listen, CancellationToken stop)
    {
        IReadOnlyList<BeaconAnswer> portals = await BeaconSearch.FindAsync(listen, cancellationToken: stop);
        IReadOnlyList<FoundShare>[] found = await Task.WhenAll(
            portals.Select(p => PortalSearch.FindAsync(p.Ip, p.Port, stop))
        );
        return [.. found.SelectMany(f => f).Where(f => Uri.IsWellFormedUriString(f.Url, UriKind.Absolute))];
    }

    private static FoundShare ToShare(FoundService service)
    {
        IPAddress address = service.Addresses[0];
        string host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
        string scheme = service.Type == SerialServices.Raw ? "tcp" : "rfc2217";
        return new FoundShare(
            string.Create(CultureInfo.InvariantCulture, $"{scheme}://{host}:{service.Port}"),
            service.Port,
            service.Text.GetValueOrDefault(SerialServices.Product, service.Name),
            service.Text.GetValueOrDefault(SerialServices.SerialNumber, ""),
            service.Text.GetValueOrDefault(SerialServices.Device, "")
        );
    }
}
