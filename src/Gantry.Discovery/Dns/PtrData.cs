namespace Gantry.Discovery.Dns;

/// <summary>A PTR record.</summary>
/// <param name="Target">The name that it points to.</param>
internal sealed record PtrData(DnsName Target) : DnsData
{
    /// <inheritdoc />
    public override DnsType Type => DnsType.Ptr;

    /// <inheritdoc />
    public override void Write(DnsWriter writer) => writer.WriteName(Target);
}
