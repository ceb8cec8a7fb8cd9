using System.Net;
using System.Net.Sockets;

namespace Gantry.Discovery.Dns;

/// <summary>An A or AAAA record.</summary>
internal sealed record AddressData : DnsData
{
    /// <summary>Takes an address; its scope stays behind, for it means nothing to others.</summary>
    public AddressData(IPAddress address) => Address = new IPAddress(address.GetAddressBytes());

    /// <summary>The address, without a scope.</summary>
    public IPAddress Address { get; }

    /// <inheritdoc />
    public override DnsType Type => Address.AddressFamily == AddressFamily.InterNetwork ? DnsType.A : DnsType.Aaaa;

    /// <inheritdoc />
    public override void Write(DnsWriter writer) => writer.WriteBytes(Address.GetAddressBytes());
}
