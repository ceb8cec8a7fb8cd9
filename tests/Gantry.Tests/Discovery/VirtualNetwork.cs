using System.Net;
using Gantry.Discovery.Dns;
using Gantry.Discovery.Mdns;

namespace Gantry.Tests.Discovery;

/// <summary>Machines and cables without sockets, in a time of their own. Everybody hears a multicast, the sender too.</summary>
internal sealed class VirtualNetwork
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(1);

    private readonly PriorityQueue<(int Cable, VirtualHost From, Outbound Datagram), (TimeSpan, int)> _flying = new();
    private readonly List<VirtualHost> _hosts = [];
    private readonly Random _loss = new(7);
    private int _sent;

    public VirtualClock Clock { get; } = new();

    /// <summary>All that was sent, lost or not.</summary>
    public List<Packet> Packets { get; } = [];

    /// <summary>Which part of what is sent does not reach one who should hear it.</summary>
    public double Loss { get; set; }

    public VirtualHost Add(string name, string? address = null, int cable = 0)
    {
        var host = new VirtualHost(this, name, seed: _hosts.Count + 1, Send);
        _hosts.Add(host);
        if (address is not null)
            host.Plug(address, cable);
        return host;
    }

    /// <summary>Lets time pass.</summary>
    public void Run(double seconds)
    {
        TimeSpan end = Clock.Now + TimeSpan.FromSeconds(seconds);
        while (NextEvent() is { } next && next <= end)
        {
            // A clock moves on even where an engine wants to be called again at once.
            Clock.Now = next > Clock.Now ? next : Clock.Now;
            Deliver();
            foreach (VirtualHost host in _hosts)
                if (host.Engine.Due <= host.Engine.Now)
                    host.Engine.Advance();
        }
        Clock.Now = end;
    }

    /// <summary>Somebody who is no engine says something to all on a cable.</summary>
    public void Inject(DnsMessage message, string from, int port = 5353, int cable = 0, VirtualHost? onlyTo = null)
    {
        byte[] bytes = message.Write();
        foreach (VirtualHost host in _hosts.Where(h => onlyTo is null || h == onlyTo))
        foreach (
            (int Cable, int Interface, IPAddress Address) plug in host.Plugs.Where(p => p.Cable == cable).ToArray()
        )
            host.Engine.Receive(
                new LinkId(plug.Interface, plug.Address.GetAddressBytes().Length == 16),
                new IPEndPoint(IPAddress.Parse(from), port),
                wasMulticast: onlyTo is null,
                bytes
            );
    }

    private void Send(VirtualHost from, Outbound datagram)
    {
        DnsMessage.TryRead(datagram.Bytes.Span, out DnsMessage? message).ShouldBeTrue();
        Packets.Add(new Packet(Clock.Now, from.Name, datagram.To, message!));
        foreach ((int Cable, int Interface, IPAddress Address) plug in from.Plugs)
            if (Matches(plug, datagram.Link))
                _flying.Enqueue((plug.Cable, from, datagram), (Clock.Now + Latency, _sent++));
    }

    private void Deliver()
    {
        while (_flying.TryPeek(out _, out (TimeSpan At, int) due) && due.At <= Clock.Now)
        {
            (int cable, VirtualHost from, Outbound datagram) = _flying.Dequeue();
            IPAddress? source = from.Plugs.Find(p => Matches(p, datagram.Link)).Address;
            if (source is null)
                continue;
            foreach (VirtualHost host in _hosts)
            foreach ((int Cable, int Interface, IPAddress Address) plug in host.Plugs.ToArray())
            {
                bool hears = plug.Cable == cable && plug.Address.AddressFamily == source.AddressFamily;
                bool addressed = datagram.To is null || datagram.To.Address.Equals(plug.Address);
                if (hears && addressed && (host == from || _loss.NextDouble() >= Loss))
                    host.Engine.Receive(
                        new LinkId(plug.Interface, datagram.Link.IsIPv6),
                        new IPEndPoint(source, 5353),
                        datagram.To is null,
                        datagram.Bytes.Span
                    );
            }
        }
    }

    private static bool Matches((int Cable, int Interface, IPAddress Address) plug, LinkId link) =>
        plug.Interface == link.Interface && plug.Address.GetAddressBytes().Length == 16 == link.IsIPv6;

    private TimeSpan? NextEvent()
    {
        TimeSpan? next = _flying.TryPeek(out _, out (TimeSpan At, int) arrival) ? arrival.At : null;
        foreach (VirtualHost host in _hosts)
        {
            // An engine counts from its own start.
            TimeSpan? due = Clock.Now + (host.Engine.Due - host.Engine.Now);
            next = next is null || due < next ? due ?? next : next;
        }
        return next;
    }
}
