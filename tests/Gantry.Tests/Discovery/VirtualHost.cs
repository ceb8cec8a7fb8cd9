using System.Net;
using Gantry.Discovery.Mdns;
using Gantry.Discovery.Services;

namespace Gantry.Tests.Discovery;

/// <summary>One machine on a <see cref="VirtualNetwork"/>.</summary>
internal sealed class VirtualHost
{
    public VirtualHost(VirtualNetwork network, string name, int seed, Action<VirtualHost, Outbound> send)
    {
        Name = name;
        Engine = new MdnsEngine(name, network.Clock, new Random(seed), outbound => send(this, outbound));
    }

    public string Name { get; }

    public MdnsEngine Engine { get; }

    /// <summary>Its address and interface on each cable that it hangs on.</summary>
    public List<(int Cable, int Interface, IPAddress Address)> Plugs { get; } = [];

    /// <summary>What <see cref="Look"/> found last.</summary>
    public IReadOnlyList<FoundService> Found { get; private set; } = [];

    /// <summary>The names of all that were ever in the list.</summary>
    public HashSet<string> EverFound { get; } = [];

    /// <summary>How often the list changed.</summary>
    public int Changes { get; private set; }

    public ServiceBrowser Look(string type, string? instance = null)
    {
        var browser = new ServiceBrowser(
            type,
            instance,
            list =>
            {
                Found = list;
                EverFound.UnionWith(list.Select(f => f.Name));
                Changes++;
            }
        );
        Engine.Start(browser);
        return browser;
    }

    public void Plug(string address, int cable = 0, int? interfaceIndex = null)
    {
        Plugs.Add((cable, interfaceIndex ?? (cable + 2), IPAddress.Parse(address)));
        PlugsChanged();
    }

    public void Unplug(int cable)
    {
        Plugs.RemoveAll(p => p.Cable == cable);
        PlugsChanged();
    }

    /// <summary>Tells the engine how its plugs are now.</summary>
    private void PlugsChanged() => Engine.SetLinks([.. Plugs.Select(Describe)]);

    private static LinkDescription Describe((int Cable, int Interface, IPAddress Address) plug) =>
        new(
            new LinkId(plug.Interface, IsIPv6: plug.Address.GetAddressBytes().Length == 16),
            [plug.Address],
            [new IPNetwork(NetworkOf(plug.Address), plug.Address.GetAddressBytes().Length == 16 ? 64 : 24)]
        );

    private static IPAddress NetworkOf(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(bytes.Length == 16 ? 8 : 3).Clear();
        return new IPAddress(bytes);
    }
}
