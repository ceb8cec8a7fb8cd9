namespace Gantry.Discovery.Dns;

/// <summary>A record whose bytes this room does not look into.</summary>
/// <param name="Number">The type's number.</param>
/// <param name="Bytes">As they came.</param>
internal sealed record OpaqueData(DnsType Number, ReadOnlyMemory<byte> Bytes) : DnsData
{
    /// <inheritdoc />
    public override DnsType Type => Number;

    /// <inheritdoc />
    public bool Equals(OpaqueData? other) =>
        other is not null && Number == other.Number && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Number);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override void Write(DnsWriter writer) => writer.WriteBytes(Bytes.Span);
}
