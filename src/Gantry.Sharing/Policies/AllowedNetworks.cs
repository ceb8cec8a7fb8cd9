using System.Net;

namespace Gantry.Sharing.Policies;

/// <summary>Which addresses may connect to a share.</summary>
public sealed class AllowedNetworks
{
    private readonly IPNetwork[] _networks;

    private AllowedNetworks(IEnumerable<IPNetwork> networks) => _networks = [.. networks];

    /// <summary>
    /// This machine, private networks (RFC 1918, RFC 4193), link-local ones (RFC 3927, RFC 4291) and carriers' shared ones
    /// (RFC 6598), which private VPNs use, too: everything but the internet.
    /// </summary>
    public static AllowedNetworks Local { get; } =
        new(
            new[]
            {
                "127.0.0.0/8",
                "::1/128",
                "10.0.0.0/8",
                "172.16.0.0/12",
                "192.168.0.0/16",
                "fc00::/7",
                "169.254.0.0/16",
                "fe80::/10",
                "100.64.0.0/10",
            }.Select(IPNetwork.Parse)
        );

    /// <summary>Every address.</summary>
    public static AllowedNetworks Any { get; } = new([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")]);

    /// <summary>Some networks; this machine itself is always allowed.</summary>
    public static AllowedNetworks Only(IEnumerable<IPNetwork> networks) =>
        new([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128"), .. networks]);

    /// <summary>Understands <c>any</c>, <c>local</c>, an address or a network as 192.168.1.0/24; null when it is none.</summary>
    public static AllowedNetworks? TryParse(IReadOnlyList<string> names)
    {
        var networks = new List<IPNetwork>();
        foreach (string name in names)
        {
            if (name == "any")
                return Any;
            if (name == "local")
                networks.AddRange(Local._networks);
            else if (IPNetwork.TryParse(name, out IPNetwork network))
                networks.Add(network);
            else if (IPAddress.TryParse(name, out IPAddress? address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                return null;
        }
        return Only(networks);
    }

    /// <summary>Whether an address may connect.</summary>
    public bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (IPNetwork network in _networks)
            if (network.Contains(address))
                return true;
        return false;
    }
}
