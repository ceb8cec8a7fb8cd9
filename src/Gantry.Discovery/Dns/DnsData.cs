namespace Gantry.Discovery.Dns;

/// <summary>What a record says. Equal data of equal names are the same record, whatever their time to live.</summary>
internal abstract record DnsData
{
    /// <summary>Which kind of record this belongs to.</summary>
    public abstract DnsType Type { get; }

    /// <summary>Writes it, without the length before it.</summary>
    public abstract void Write(DnsWriter writer);

    /// <summary>The bytes without compression, as probes are compared (RFC 6762 section 8.2).</summary>
    public byte[] Canonical()
    {
        var writer = new DnsWriter(compress: false);
        Write(writer);
        return writer.Written.ToArray();
    }
}
