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
            if (address.Address.Equals(IPAddress.IPv6Any) && address.Port != 0)
                kestrel.ListenAnyIP(address.Port);
            else
                kestrel.Listen(address);
        if (options.Tls is { } tls)
            kestrel.ListenAnyIP(tls.Port, listen => listen.UseHttps(tls.Certificate));
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
