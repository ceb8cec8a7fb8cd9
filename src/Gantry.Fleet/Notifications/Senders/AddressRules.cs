using System.Net;
using System.Net.Sockets;

namespace Gantry.Fleet.Notifications.Senders;

/// <summary>
/// Which addresses a call to the outside may go to. A name is judged by what it resolves to at the moment of connecting, so a
/// name that changes its mind gains nothing.
/// </summary>
public static class AddressRules
{
    private static readonly IPNetwork[] Local =
    [
        // RFC 6890: this network, private use, shared, loopback, benchmarking, reserved.
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("::/128"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("fc00::/7"),
    ];

    private static readonly IPNetwork[] Never =
    [
        // Link-local: where clouds keep the keys of their machines. Multicast and broadcast.
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("ff00::/8"),
        IPNetwork.Parse("fd00:ec2::254/128"),
    ];

    /// <summary>Whether a call may go to an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="allowLocal">Whether an administrator allowed the local network.</param>
    public static bool IsAllowed(IPAddress address, bool allowLocal)
    {
        IPAddress plain = Unwrap(address);
        return !Never.Any(n => n.Contains(plain)) && (allowLocal || !Local.Any(n => n.Contains(plain)));
    }

    /// <summary>Connects to the first address of a host that may be used.</summary>
    /// <exception cref="HttpRequestException">None of them may be used.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public static Task<NetworkStream> ConnectAsync(string host, int port, bool allowLocal, CancellationToken stop) =>
        ConnectAsync(
            host,
            port,
            a => IsAllowed(a, allowLocal),
            "in the local network, where notices go only when an administrator allows it for this channel",
            stop
        );

    /// <summary>Connects to the first address of a host that a rule allows.</summary>
    /// <param name="host">The host, a name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="isAllowed">The rule.</param>
    /// <param name="where">What is said of addresses that it does not allow, behind "HOST is (ADDRESS) ".</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="HttpRequestException">None of them may be used.</exception>
    /// <exception cref="SocketException">It cannot be reached.</exception>
    public static async Task<NetworkStream> ConnectAsync(
        string host,
        int port,
        Func<IPAddress, bool> isAllowed,
        string where,
        CancellationToken stop
    )
    {
        IPAddress[] all = await ResolveAsync(host, stop);
        IPAddress[] allowed = [.. all.Where(isAllowed)];
        if (allowed.Length == 0)
            throw new HttpRequestException(
                $"{host} ({string.Join(", ", all.Take(3).Select(a => a.ToString()))}) is {where}."
            );
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses of a host. The resolver takes 0.0.0.0 for a mistake of the program, and not for an address.</summary>
    /// <exception cref="SocketException">There is no such host.</exception>
    public static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken stop) =>
        IPAddress.TryParse(host, out IPAddress? address) ? [address] : await Dns.GetHostAddressesAsync(host, stop);

    /// <summary>
    /// The IPv4 address in an IPv6 one: mapped, NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056), and the old compatible ones (RFC 4291).
    /// </summary>
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        byte[] bytes = address.GetAddressBytes();
        if (bytes.AsSpan(0, 12).SequenceEqual<byte>([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]))
            return new IPAddress(bytes.AsSpan(12));
        if (bytes.AsSpan(0, 6).SequenceEqual<byte>([0, 0x64, 0xFF, 0x9B, 0, 1]))
            return new IPAddress(bytes.AsSpan(12));
        // :: and ::1 are addresses of their own.
        if (bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes.AsSpan(12, 3).IndexOfAnyExcept((byte)0) >= 0)
            return new IPAddress(bytes.AsSpan(12));
        return bytes[0] == 0x20 && bytes[1] == 0x02 ? new IPAddress(bytes.AsSpan(2, 4)) : address;
    }
}
