using System.Net;
using System.Net.Sockets;
using Gantry.Discovery.Dns;
using Gantry.Discovery.Mdns.Claims;
using Gantry.Discovery.Mdns.Querying;
using Gantry.Discovery.Services;

namespace Gantry.Discovery.Mdns;

/// <summary>Follows from the type over the instances to host, port, text and addresses, and asks for what is missing.</summary>
internal sealed class ServiceBrowser
{
    /// <summary>Instances that are followed at the same time; strangers can make up any number.</summary>
    private const int MaxInstances = 1024;

    private readonly DnsName _type;
    private readonly DnsName? _only;
    private readonly Action<IReadOnlyList<FoundService>> _changed;
    private readonly Dictionary<LinkId, int> _versions = [];
    private HashSet<(LinkId Link, Topic Topic)> _asked = [];
    private IReadOnlyList<FoundService> _found = [];

    /// <summary>Looks for all services of a type, or for one.</summary>
    /// <param name="type">Such as <c>_rfc2217._tcp</c>.</param>
    /// <param name="instance">The one that is wanted, or null for all.</param>
    /// <param name="changed">Told the whole list whenever it changed.</param>
    /// <exception cref="ArgumentException">That is no type, or no name.</exception>
    public ServiceBrowser(string type, string? instance, Action<IReadOnlyList<FoundService>> changed)
    {
        _type = ServiceNames.OfType(type);
        _only = instance is null ? null : _type.Prepend(instance);
        _changed = changed;
        TypeText = type;
    }

    private string TypeText { get; }

    /// <summary>A link is new, or came back: nothing was asked on it.</summary>
    public void LinkBegan(LinkId link)
    {
        _asked.RemoveWhere(a => a.Link == link);
        _versions.Remove(link);
    }

    /// <summary>Looks again, if something was heard.</summary>
    public void Update(MdnsEngine engine)
    {
        if (!HeardSomething(engine))
            return;
        var wanted = new HashSet<(LinkId, Topic)>();
        var found = new Dictionary<DnsName, FoundService>();
        foreach (
            (LinkId link, LinkQuerier querier) in engine.Queriers.OrderBy(q => q.Id.Interface).ThenBy(q => q.Id.IsIPv6)
        )
        foreach (DnsName instance in InstancesOn(link, querier.Cache, wanted))
            if (Follow(instance, link, querier.Cache, wanted) is { } service)
                found[instance] = found.TryGetValue(instance, out FoundService? known)
                    ? Merge(known, service)
                    : service;
        Ask(engine, wanted);
        FoundService[] list = [.. found.Values.OrderBy(f => f.Name, StringComparer.Ordinal)];
        if (list.SequenceEqual(_found))
            return;
        _found = list;
        _changed(list);
    }

    /// <summary>Takes all questions back.</summary>
    public void Release(MdnsEngine engine) => Ask(engine, []);

    private bool HeardSomething(MdnsEngine engine)
    {
        bool changed = false;
        int links = 0;
        foreach ((LinkId link, LinkQuerier querier) in engine.Queriers)
        {
            links++;
            if (_versions.TryGetValue(link, out int version) && version == querier.Cache.Version)
                continue;
            _versions[link] = querier.Cache.Version;
            changed = true;
        }
        if (links == _versions.Count)
            return changed;
        var present = engine.Queriers.Select(q => q.Id).ToHashSet();
        foreach (LinkId gone in _versions.Keys.Where(k => !present.Contains(k)).ToArray())
            LinkBegan(gone);
        return true;
    }

    private IEnumerable<DnsName> InstancesOn(LinkId link, RecordCache cache, HashSet<(LinkId, Topic)> wanted)
    {
        if (_only is not null)
            return [_only];
        var topic = new Topic(_type, DnsType.Ptr);
        wanted.Add((link, topic));
        return cache
            .Find(topic)
            .Select(c => ((PtrData)c.Record.Data).Target)
            .Where(t => t.Parent.Equals(_type))
            .Take(MaxInstances);
    }

    private FoundService? Follow(DnsName instance, LinkId link, RecordCache cache, HashSet<(LinkId, Topic)> wanted)
    {
        CachedRecord? srv = First(instance, DnsType.Srv, link, cache, wanted);
        CachedRecord? text = First(instance, DnsType.Txt, link, cache, wanted);
        if (srv is null)
            return null;
        var host = (SrvData)srv.Record.Data;
        _ = First(host.Target, DnsType.A, link, cache, wanted);
        _ = First(host.Target, DnsType.Aaaa, link, cache, wanted);
        IPAddress[] addresses =
        [
            .. cache
                .Find(new Topic(host.Target, DnsType.A))
                .Concat(cache.Find(new Topic(host.Target, DnsType.Aaaa)))
                .Select(r => Scoped(((AddressData)r.Record.Data).Address, link)),
        ];
        if (text is null || addresses.Length == 0)
            return null;
        return new FoundService
        {
            Name = instance.FirstLabel,
            Type = TypeText,
            Host = host.Target.ToString(),
            Port = host.Port,
            Addresses = Order(addresses),
            Text = ServiceText.Decode(((OpaqueData)text.Record.Data).Bytes.Span),
        };
    }

    /// <summary>The newest record, for an older one may be on its way out; asked for in any case, so that it is kept fresh.</summary>
    private static CachedRecord? First(
        DnsName name,
        DnsType type,
        LinkId link,
        RecordCache cache,
        HashSet<(LinkId, Topic)> wanted
    )
    {
        var topic = new Topic(name, type);
        wanted.Add((link, topic));
        return cache.Find(topic).MaxBy(c => c.Received);
    }

    private void Ask(MdnsEngine engine, HashSet<(LinkId Link, Topic Topic)> wanted)
    {
        foreach ((LinkId link, Topic topic) in wanted.Where(w => !_asked.Contains(w)))
            engine.Ask(link, topic);
        foreach ((LinkId link, Topic topic) in _asked.Where(a => !wanted.Contains(a)))
            engine.Release(link, topic);
        _asked = wanted;
    }

    private static FoundService Merge(FoundService known, FoundService other) =>
        known with
        {
            Addresses = Order(known.Addresses.Concat(other.Addresses).Distinct()),
        };

    private static IPAddress Scoped(IPAddress address, LinkId link) =>
        address.IsIPv6LinkLocal ? new IPAddress(address.GetAddressBytes(), link.Interface) : address;

    /// <summary>What works for most comes first: IPv4, then IPv6, then IPv6 that holds on one link only.</summary>
    private static IPAddress[] Order(IEnumerable<IPAddress> addresses) =>
        [
            .. addresses
                .OrderBy(a => a.AddressFamily == AddressFamily.InterNetworkV6)
                .ThenBy(a => a.IsIPv6LinkLocal)
                .ThenBy(a => a.ToString(), StringComparer.Ordinal),
        ];
}
