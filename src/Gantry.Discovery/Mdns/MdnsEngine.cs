using System.Net;
using Gantry.Discovery.Dns;
using Gantry.Discovery.Mdns.Claims;
using Gantry.Discovery.Mdns.Querying;
using Gantry.Discovery.Mdns.Responding;

namespace Gantry.Discovery.Mdns;

/// <summary>
/// Multicast DNS (RFC 6762) and service discovery (RFC 6763) as a machine without sockets: datagrams go in, datagrams come
/// out, and <see cref="Due"/> says when it wants to be moved on. To be used by one at a time.
/// </summary>
internal sealed class MdnsEngine : IConflictJudge
{
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly Action<Outbound> _send;
    private readonly long _start;
    private readonly HostClaim _host;
    private readonly Dictionary<LinkId, MdnsLink> _links = [];
    private readonly List<Claim> _claims = [];
    private readonly List<ServiceBrowser> _browsers = [];
    private readonly Queue<TimeSpan> _conflicts = [];
    private TimeSpan _slowUntil;
    private bool _heard;

    /// <summary>Makes one without links.</summary>
    /// <param name="hostLabel">What this machine is called, without <c>.local</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">For waits.</param>
    /// <param name="send">Takes what is to be sent.</param>
    public MdnsEngine(string hostLabel, TimeProvider time, Random random, Action<Outbound> send)
    {
        _host = new HostClaim(hostLabel);
        (_time, _random, _send) = (time, random, send);
        _start = time.GetTimestamp();
    }

    /// <summary>How long since the start.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>When <see cref="Advance"/> wants to be called at the latest, on the clock of <see cref="Now"/>.</summary>
    public TimeSpan? Due =>
        _heard ? Now : _links.Values.Aggregate((TimeSpan?)null, (due, link) => Waits.Sooner(due, link.Due));

    /// <summary>This machine's name with its addresses.</summary>
    public HostClaim Host => _host;

    /// <inheritdoc />
    public OwnAddresses Addresses { get; } = new();

    /// <summary>The links, and what was heard on each.</summary>
    public IEnumerable<(LinkId Id, LinkQuerier Querier)> Queriers => _links.Select(l => (l.Key, l.Value.Querier));

    /// <summary>Takes the links as they are now: new ones are begun on, lost ones forgotten, changed addresses told.</summary>
    public void SetLinks(IReadOnlyList<LinkDescription> links)
    {
        TimeSpan now = Now;
        Addresses.Set(links.SelectMany(l => l.Own), now);
        foreach (LinkId gone in _links.Keys.Where(id => !links.Any(l => l.Id == id)).ToArray())
            _links.Remove(gone);
        foreach (LinkDescription link in links)
            if (!_links.TryGetValue(link.Id, out MdnsLink? known))
                Begin(link, now);
            else if (!known.Responder.Link.Matches(link))
            {
                known.Responder.Link = link;
                known.Responder.Announce(_host, now);
            }
        UpdateBrowsers();
    }

    /// <summary>Takes a datagram; what cannot be understood is ignored.</summary>
    public void Receive(LinkId link, IPEndPoint from, bool wasMulticast, ReadOnlySpan<byte> datagram)
    {
        if (!_links.TryGetValue(link, out MdnsLink? to))
            return;
        if (!DnsMessage.TryRead(datagram, out DnsMessage? message) || !message.IsPlain)
            return;
        to.Receive(new Inbound(message, from, wasMulticast), Now);
        // Looking again costs as much as there is to see, so it is done once for all that came together.
        _heard = true;
    }

    /// <summary>Does everything that is due.</summary>
    public void Advance()
    {
        foreach (MdnsLink link in _links.Values)
            link.Advance(Now);
        UpdateBrowsers();
    }

    /// <summary>Wants a name for a service, and tells everybody of it.</summary>
    public ServiceClaim Announce(string instance, string type, ushort port, ReadOnlyMemory<byte> text)
    {
        var claim = new ServiceClaim(_host, instance, type, port, text);
        if (!_claims.Contains(_host))
            Add(_host);
        Add(claim);
        return claim;
    }

    /// <summary>Changes what a service says of itself.</summary>
    public void SetText(ServiceClaim claim, ReadOnlyMemory<byte> text)
    {
        claim.SetText(text);
        foreach (MdnsLink link in _links.Values)
            link.Responder.Announce(claim, Now);
    }

    /// <summary>Says that a service is gone.</summary>
    public void Withdraw(ServiceClaim claim)
    {
        if (_claims.Remove(claim))
            foreach (MdnsLink link in _links.Values)
                link.Responder.Remove([claim]);
    }

    /// <summary>Says that all services are gone.</summary>
    public void WithdrawAll()
    {
        foreach (MdnsLink link in _links.Values)
            link.Responder.Remove(_claims);
        _claims.Clear();
    }

    /// <summary>Whether a name is ours on every link there is.</summary>
    public bool IsOurs(Claim claim) =>
        _links.Count > 0 && _links.Values.All(l => l.Responder.PhaseOf(claim) != ClaimPhase.Probing);

    /// <summary>Looks for the services of a type, or for one of them, until <see cref="Stop"/>.</summary>
    public void Start(ServiceBrowser browser)
    {
        _browsers.Add(browser);
        browser.Update(this);
    }

    /// <summary>Ends a search.</summary>
    public void Stop(ServiceBrowser browser)
    {
        if (_browsers.Remove(browser))
            browser.Release(this);
    }

    /// <summary>Asks on a link, until it is released.</summary>
    public void Ask(LinkId link, Topic topic)
    {
        if (_links.TryGetValue(link, out MdnsLink? on))
            on.Querier.Ask(topic, Now);
    }

    /// <summary>Asks no longer.</summary>
    public void Release(LinkId link, Topic topic)
    {
        if (_links.TryGetValue(link, out MdnsLink? on))
            on.Querier.Release(topic);
    }

    /// <inheritdoc />
    public void Rename(Claim claim)
    {
        TakeFreeName(claim, rename: true);
        foreach (MdnsLink link in _links.Values)
        {
            link.Responder.Probe(claim, Now);
            foreach (Claim dependent in _claims.Where(c => c.DependsOn(claim)))
                link.Responder.Announce(dependent, Now);
        }
    }

    /// <inheritdoc />
    public void Conflict()
    {
        _conflicts.Enqueue(Now);
        if (_conflicts.Count > MdnsTiming.ManyConflicts)
            _conflicts.Dequeue();
        bool many = _conflicts.Count == MdnsTiming.ManyConflicts && Now - _conflicts.Peek() < MdnsTiming.ConflictWindow;
        if (many || Now < _slowUntil)
            _slowUntil = Now + MdnsTiming.ConflictMemory;
    }

    /// <inheritdoc />
    public TimeSpan Pause() => Now < _slowUntil ? MdnsTiming.ConflictPause : TimeSpan.Zero;

    private void Begin(LinkDescription description, TimeSpan now)
    {
        var link = new MdnsLink(description, this, _random, _send);
        _links.Add(description.Id, link);
        foreach (Claim claim in _claims)
            link.Responder.Add(claim, now);
        foreach (ServiceBrowser browser in _browsers)
            browser.LinkBegan(description.Id);
    }

    private void Add(Claim claim)
    {
        TakeFreeName(claim, rename: false);
        _claims.Add(claim);
        foreach (MdnsLink link in _links.Values)
            link.Responder.Add(claim, Now);
    }

    /// <summary>No two of our own names are the same.</summary>
    private void TakeFreeName(Claim claim, bool rename)
    {
        if (rename)
            claim.Rename();
        while (_claims.Exists(c => !ReferenceEquals(c, claim) && c.Name.Equals(claim.Name)))
            claim.Rename();
    }

    private void UpdateBrowsers()
    {
        _heard = false;
        foreach (ServiceBrowser browser in _browsers)
            browser.Update(this);
    }
}
