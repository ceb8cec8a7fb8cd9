using System.Net;

namespace Gantry.Discovery.Mdns;

/// <summary>A datagram to be sent from port 5353.</summary>
/// <param name="Link">On which link.</param>
/// <param name="To">To whom; null is the link's multicast group.</param>
/// <param name="Bytes">What.</param>
internal sealed record Outbound(LinkId Link, IPEndPoint? To, ReadOnlyMemory<byte> Bytes);
