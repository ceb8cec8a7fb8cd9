namespace Gantry.Discovery.Dns;

/// <summary>A resource record.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Data">What it says.</param>
/// <param name="Ttl">How long it may be remembered, in seconds; 0 says that it is gone.</param>
/// <param name="CacheFlush">Whether it replaces all others of its name and type (RFC 6762 section 10.2).</param>
/// <param name="Class">Without the top bit; 1 is the Internet.</param>
internal sealed record DnsRecord(
    DnsName Name,
    DnsData Data,
    uint Ttl,
    bool CacheFlush = false,
    ushort Class = DnsRecord.Internet
)
{
    /// <summary>The class that everything here is of.</summary>
    public const ushort Internet = 1;

    /// <summary>The kind of record.</summary>
    public DnsType Type => Data.Type;

    /// <summary>What makes two records the same one.</summary>
    public RecordKey Key => new(Name, Data);
}
