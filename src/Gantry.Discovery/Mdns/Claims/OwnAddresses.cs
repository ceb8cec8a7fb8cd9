using System.Net;
using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Claims;

/// <summary>
/// Which addresses are this machine's, and were a moment ago. Another responder on this machine, or this one heard through a second
/// interface on the same network, publishes other addresses of ours under our host name: that is no conflict.
/// </summary>
internal sealed class OwnAddresses
{
    /// <summary>A packet with an address that was just given up may still be on its way, or come from a slower responder.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(60);

    private readonly HashSet<IPAddress> _current = [];
    private readonly Dictionary<IPAddress, TimeSpan> _former = [];

    /// <summary>Takes the addresses of all links as they are now.</summary>
    public void Set(IEnumerable<IPAddress> addresses, TimeSpan now)
    {
        foreach (IPAddress gone in _current)
            _former[gone] = now + Memory;
        _current.Clear();
        foreach (IPAddress address in addresses)
            _current.Add(new AddressData(address).Address);
        foreach (
            IPAddress old in _former.Where(f => f.Value <= now || _current.Contains(f.Key)).Select(f => f.Key).ToArray()
        )
            _former.Remove(old);
    }

    /// <summary>Whether it is or was ours.</summary>
    public bool Contains(IPAddress address, TimeSpan now) =>
        _current.Contains(address) || (_former.TryGetValue(address, out TimeSpan until) && now < until);
}
