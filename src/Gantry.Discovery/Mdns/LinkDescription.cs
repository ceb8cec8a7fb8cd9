using System.Net;
using System.Net.Sockets;

namespace Gantry.Discovery.Mdns;

/// <summary>A link as the operating system shows it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Addresses">Those of this machine's addresses on the interface that are published on it, of both versions of IP.</param>
/// <param name="Networks">What is next door: only from there unicast is believed (RFC 6762 section 11).</param>
internal sealed record LinkDescription(LinkId Id, IReadOnlyList<IPAddress> Addresses, IReadOnlyList<IPNetwork> Networks)
{
    /// <summary>All of this machine's addresses on the interface.</summary>
    public IReadOnlyList<IPAddress> Own { get; init; } = Addresses;

    /// <summary>Whether a sender is next door.</summary>
    public bool IsNear(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv6LinkLocal
        || Networks.Any(n => n.Contains(address));

    /// <summary>Whether both say the same, whatever the order.</summary>
    public bool Matches(LinkDescription other) =>
        Id == other.Id
        && Addresses.ToHashSet().SetEquals(other.Addresses)
        && Networks.ToHashSet().SetEquals(other.Networks);
}
