using System.Net;
using Gantry.Discovery.Mdns;

namespace Gantry.Discovery.Sockets;

/// <summary>A datagram that came to port 5353.</summary>
/// <param name="Link">Over which link.</param>
/// <param name="From">From whom.</param>
/// <param name="WasMulticast">Whether it was sent to the group.</param>
/// <param name="Bytes">What.</param>
internal sealed record ReceivedDatagram(LinkId Link, IPEndPoint From, bool WasMulticast, ReadOnlyMemory<byte> Bytes);
