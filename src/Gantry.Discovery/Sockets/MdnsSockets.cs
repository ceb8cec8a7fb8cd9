using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Threading.Channels;
using Gantry.Discovery.Mdns;
using Gantry.Discovery.Services;

namespace Gantry.Discovery.Sockets;

/// <summary>A socket on port 5353 for each version of IP, a member of the group on every link, shared with other responders.</summary>
internal sealed class MdnsSockets : IAsyncDisposable
{
    /// <summary>Datagrams that wait for the loop; more are lost, as they are in the kernel.</summary>
    private const int MaxWaiting = 1024;

    /// <summary>RFC 6762 section 11: everybody sends with this, and old receivers check it.</summary>
    private const int TimeToLive = 255;

    /// <summary>
    /// When interfaces are looked at after an address came or went. They come with several events, and the kernel may call a new one
    /// down for a second and more after that (net/core/link_watch.c), without another event that is seen here.
    /// </summary>
    private static readonly TimeSpan[] Settle =
    [
        TimeSpan.FromMilliseconds(200),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
        TimeSpan.FromSeconds(5),
    ];

    /// <summary>A cable may be plugged in without any address that comes: so they are looked at now and then as well.</summary>
    private static readonly TimeSpan Patrol = TimeSpan.FromSeconds(20);

    private static readonly IPAddress GroupV4 = IPAddress.Parse("224.0.0.251");
    private static readonly IPAddress GroupV6 = IPAddress.Parse("ff02::fb");

    private readonly IReadOnlyList<string>? _names;
    private readonly Channel<ReceivedDatagram> _received = Channel.CreateBounded<ReceivedDatagram>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket? _v4;
    private readonly Socket? _v6;
    private readonly HashSet<LinkId> _joined = [];
    private readonly Task[] _receiving;
    private readonly ITimer _patrol;
    private readonly TimeProvider _time;

    private MdnsSockets(IReadOnlyList<string>? names, TimeProvider time, Socket? v4, Socket? v6)
    {
        (_names, _time, _v4, _v6) = (names, time, v4, v6);
        NetworkChange.NetworkAddressChanged += OnNetworkChanged;
        try
        {
            Refresh();
        }
        catch
        {
            NetworkChange.NetworkAddressChanged -= OnNetworkChanged;
            throw;
        }
        _patrol = time.CreateTimer(_ => _changes.Writer.TryWrite(true), null, Patrol, Patrol);
        _receiving = [.. new[] { v4, v6 }.OfType<Socket>().Select(ReceiveAsync)];
    }

    /// <summary>The links as they were at the last <see cref="TakeLinksChanged"/>.</summary>
    public IReadOnlyList<LinkDescription> Links { get; private set; } = [];

    /// <summary>What came.</summary>
    public ChannelReader<ReceivedDatagram> Received => _received.Reader;

    /// <summary>Opens the sockets; one version of IP may be missing.</summary>
    /// <exception cref="DiscoveryException">The port cannot be shared.</exception>
    public static MdnsSockets Open(IReadOnlyList<string>? names, TimeProvider time)
    {
        Socket? v4 = Socket.OSSupportsIPv4 ? Bind(AddressFamily.InterNetwork) : null;
        try
        {
            return new MdnsSockets(names, time, v4, Socket.OSSupportsIPv6 ? Bind(AddressFamily.InterNetworkV6) : null);
        }
        catch (NetworkInformationException e)
        {
            v4?.Dispose();
            throw new DiscoveryException(
                $"Cannot see the network interfaces of this machine ({e.Message}). A service needs the address family AF_NETLINK for it.",
                e
            );
        }
        catch
        {
            v4?.Dispose();
            throw;
        }
    }

    /// <summary>Looks at the interfaces again, if something changed.</summary>
    /// <returns>Whether <see cref="Links"/> may be other ones now.</returns>
    public bool TakeLinksChanged()
    {
        if (!_changes.Reader.TryRead(out _))
            return false;
        try
        {
            Refresh();
            return true;
        }
        catch (NetworkInformationException)
        {
            // It was possible at the start; what is known stays until the next change.
            return false;
        }
    }

    /// <summary>Waits until the interfaces should be looked at again.</summary>
    public Task LinksChangedAsync(CancellationToken cancellationToken) =>
        _changes.Reader.WaitToReadAsync(cancellationToken).AsTask();

    /// <summary>Sends; what the network refuses is lost, as any datagram may be.</summary>
    public void Send(Outbound outbound)
    {
        if ((outbound.Link.IsIPv6 ? _v6 : _v4) is not { } socket)
            return;
        try
        {
            if (outbound.To is null)
                ChooseInterface(socket, outbound.Link);
            socket.SendTo(outbound.Bytes.Span, SocketFlags.None, outbound.To ?? Group(outbound.Link));
        }
        catch (SocketException)
        {
            // An interface that just went down, or no room: the protocol repeats what matters.
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        NetworkChange.NetworkAddressChanged -= OnNetworkChanged;
        await _patrol.DisposeAsync();
        await _stop.CancelAsync();
        _v4?.Dispose();
        _v6?.Dispose();
        await Task.WhenAll(_receiving);
        _stop.Dispose();
    }

    private static IPEndPoint Group(LinkId link) =>
        link.IsIPv6
            ? new IPEndPoint(new IPAddress(GroupV6.GetAddressBytes(), link.Interface), Inbound.Port)
            : new IPEndPoint(GroupV4, Inbound.Port);

    private static Socket Bind(AddressFamily family)
    {
        bool v6 = family == AddressFamily.InterNetworkV6;
        SocketOptionLevel level = v6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP;
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (v6)
                socket.SetSocketOption(level, SocketOptionName.IPv6Only, true);
            // On Linux this sets SO_REUSEPORT as well, which other responders ask of those that share the port.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.SetSocketOption(level, SocketOptionName.PacketInformation, true);
            socket.SetSocketOption(level, SocketOptionName.MulticastTimeToLive, TimeToLive);
            socket.SetSocketOption(level, SocketOptionName.MulticastLoopback, true);
            socket.Ttl = TimeToLive;
            socket.Bind(new IPEndPoint(v6 ? IPAddress.IPv6Any : IPAddress.Any, Inbound.Port));
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new DiscoveryException(
                $"Cannot share UDP port {Inbound.Port} with the other mDNS responder of this machine ({e.Message}). "
                    + "If it is avahi, set disallow-other-stacks=no in /etc/avahi/avahi-daemon.conf.",
                e
            );
        }
    }

    private static void ChooseInterface(Socket socket, LinkId link)
    {
        if (link.IsIPv6)
            socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, link.Interface);
        else
            // An index instead of an address, in network order: such addresses of 0.0.0.0/8 are taken so.
            socket.SetSocketOption(
                SocketOptionLevel.IP,
                SocketOptionName.MulticastInterface,
                IPAddress.HostToNetworkOrder(link.Interface)
            );
    }

    private void OnNetworkChanged(object? sender, EventArgs e) => _ = NoteChangeAsync();

    private async Task NoteChangeAsync()
    {
        foreach (TimeSpan wait in Settle)
        {
            await Task.Delay(wait, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _changes.Writer.TryWrite(true);
        }
    }

    private void Refresh()
    {
        LinkDescription[] links =
        [
            .. NetworkLinks.List(_names).Where(l => (l.Id.IsIPv6 ? _v6 : _v4) is not null && Join(l.Id)),
        ];
        // The kernel leaves the group with the interface; should it come back, it is joined anew.
        _joined.IntersectWith(links.Select(l => l.Id));
        Links = links;
    }

    private bool Join(LinkId link)
    {
        if (!_joined.Add(link))
            return true;
        try
        {
            if (link.IsIPv6)
                _v6!.SetSocketOption(
                    SocketOptionLevel.IPv6,
                    SocketOptionName.AddMembership,
                    new IPv6MulticastOption(GroupV6, link.Interface)
                );
            else
                _v4!.SetSocketOption(
                    SocketOptionLevel.IP,
                    SocketOptionName.AddMembership,
                    new MulticastOption(GroupV4, link.Interface)
                );
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // It went and came while nobody looked, and was not left.
            return true;
        }
        catch (SocketException)
        {
            _joined.Remove(link);
            return false;
        }
    }

    private async Task ReceiveAsync(Socket socket)
    {
        await Task.Yield();
        byte[] buffer = GC.AllocateUninitializedArray<byte>(MdnsLimits.MaxDatagram, pinned: true);
        bool v6 = socket.AddressFamily == AddressFamily.InterNetworkV6;
        var anybody = new IPEndPoint(v6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!_stop.IsCancellationRequested)
            try
            {
                SocketReceiveMessageFromResult came = await socket.ReceiveMessageFromAsync(
                    buffer,
                    anybody,
                    _stop.Token
                );
                IPAddress to = came.PacketInformation.Address;
                _received.Writer.TryWrite(
                    new ReceivedDatagram(
                        new LinkId(came.PacketInformation.Interface, v6),
                        (IPEndPoint)came.RemoteEndPoint,
                        v6 ? to.IsIPv6Multicast : to.Equals(GroupV4),
                        buffer.AsMemory(0, came.ReceivedBytes).ToArray()
                    )
                );
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One datagram that could not be taken, or the socket was closed: then the loop ends.
            }
    }
}
