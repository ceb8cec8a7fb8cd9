using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Gantry.Discovery.Mdns;

namespace Gantry.Discovery.Sockets;

/// <summary>Which links the operating system has.</summary>
internal static class NetworkLinks
{
    /// <summary>The interfaces that are up and hear multicast; loopback only when it is named.</summary>
    public static IReadOnlyList<LinkDescription> List(IReadOnlyList<string>? names)
    {
        var links = new List<LinkDescription>();
        foreach (NetworkInterface network in NetworkInterface.GetAllNetworkInterfaces())
        {
            bool wanted = names is null
                ? network.NetworkInterfaceType is not NetworkInterfaceType.Loopback and not NetworkInterfaceType.Ppp
                : names.Contains(network.Name);
            // A bridge or tunnel may know no state.
            bool up = network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown;
            if (wanted && up && network.SupportsMulticast)
                Add(network, links);
        }
        return links;
    }

    private static void Add(NetworkInterface network, List<LinkDescription> links)
    {
        IPInterfaceProperties properties = network.GetIPProperties();
        UnicastIPAddressInformation[] all = [.. properties.UnicastAddresses];
        IPAddress[] own = [.. all.Select(a => a.Address)];
        IPAddress[] addresses = PublishedAddresses.Choose(own);
        IPNetwork[] networks = [.. all.Select(NetworkOf).OfType<IPNetwork>()];
        if (all.Any(a => a.Address.AddressFamily == AddressFamily.InterNetwork))
            links.Add(
                new LinkDescription(new LinkId(IndexOf(network), IsIPv6: false), addresses, networks) { Own = own }
            );
        if (all.Any(a => a.Address.AddressFamily == AddressFamily.InterNetworkV6))
            links.Add(
                new LinkDescription(new LinkId(IndexOf(network), IsIPv6: true), addresses, networks) { Own = own }
            );
    }

    /// <summary>On Linux both versions of IP have the same index.</summary>
    private static int IndexOf(NetworkInterface network) =>
        network.Supports(NetworkInterfaceComponent.IPv4)
            ? network.GetIPProperties().GetIPv4Properties().Index
            : network.GetIPProperties().GetIPv6Properties().Index;

    private static IPNetwork? NetworkOf(UnicastIPAddressInformation address)
    {
        byte[] bytes = address.Address.GetAddressBytes();
        int length = address.PrefixLength;
        if (length < 0 || length > bytes.Length * 8)
            return null;
        for (int bit = length; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), length);
    }
}
