using System.Net;

namespace Gantry.Discovery.Mdns;

/// <summary>A message that came.</summary>
/// <param name="Message">What it says.</param>
/// <param name="From">Who sent it.</param>
/// <param name="WasMulticast">Whether everybody on the link heard it.</param>
internal sealed record Inbound(Dns.DnsMessage Message, IPEndPoint From, bool WasMulticast)
{
    /// <summary>The port of multicast DNS.</summary>
    public const int Port = 5353;

    /// <summary>Whether the asker is a plain DNS client, which hears no multicast (RFC 6762 section 6.7).</summary>
    public bool IsLegacy => From.Port != Port;
}
