using System.Collections.Concurrent;
using System.Net;
using Gantry.Fleet.People;

namespace Gantry.Fleet.Ports;

/// <summary>Connections to shares that Gantry itself makes on behalf of somebody, so that they are called by their names.</summary>
internal sealed class PortClients
{
    private readonly ConcurrentDictionary<IPEndPoint, Caller> _callers = new();

    public void Add(IPEndPoint address, Caller caller) => _callers[address] = caller;

    public void Remove(IPEndPoint address) => _callers.TryRemove(address, out _);

    /// <summary>On whose behalf a client is connected; null for one that connected by itself.</summary>
    public Caller? Find(IPEndPoint address) => _callers.GetValueOrDefault(address);

    /// <summary>What to call a client.</summary>
    public string NameOf(IPEndPoint address) =>
        Find(address) is { } caller ? $"{caller.Name} ({caller.Source})" : address.ToString();
}
