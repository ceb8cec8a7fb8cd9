using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gantry.Server.Hosting;

/// <summary>What Kestrel listens on, and what it puts up with.</summary>
internal static class Listeners
{
    /// <summary>Bodies of JSON are small; where files come in, the address says so.</summary>
    private const long MaxBody = 1024 * 1024;

    /// <summary>Some tens of browsers with six connections each, the slicers, and room for many more.</summary>
    private const long MaxConnections = 2000;

    public static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = MaxBody;
        limits.MaxConcurrentConnections = MaxConnections;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        foreach (IPEndPoint address in options.Listen)
            Listen(kestrel, address, static _ => { });
        // Where HTTP is, and nowhere else: who listens on one address means that of TLS, too.
        if (options.Tls is { } tls)
            foreach (IPAddress address in options.Listen.Select(l => l.Address).Distinct())
                Listen(kestrel, new IPEndPoint(address, tls.Port), listen => listen.UseHttps(tls.Certificate));
    }

    private static void Listen(KestrelServerOptions kestrel, IPEndPoint address, Action<ListenOptions> configure)
    {
        if (address.Address.Equals(IPAddress.IPv6Any) && address.Port != 0)
            kestrel.ListenAnyIP(address.Port, configure);
        else
            kestrel.Listen(address, configure);
    }

    /// <summary>Whether this process may listen on an address that nobody listens on yet.</summary>
    public static bool CanListen(IPEndPoint address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(address);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
