namespace Gantry.Discovery.Dns;

/// <summary>A SRV record (RFC 2782).</summary>
/// <param name="Priority">Lower is tried first.</param>
/// <param name="Weight">The share among equal priorities.</param>
/// <param name="Port">The TCP or UDP port.</param>
/// <param name="Target">The host.</param>
internal sealed record SrvData(ushort Priority, ushort Weight, ushort Port, DnsName Target) : DnsData
{
    /// <inheritdoc />
    public override DnsType Type => DnsType.Srv;

    /// <inheritdoc />
    public override void Write(DnsWriter writer)
    {
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(Weight);
        writer.WriteUInt16(Port);
        // RFC 2782 forbids compression here; RFC 6762 section 18.14 allows it, but not towards a plain DNS client.
        writer.WriteName(Target, mayPoint: false);
    }
}
