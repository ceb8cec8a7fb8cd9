namespace Gantry.Discovery.Dns;

/// <summary>The kinds of records that this room understands; others keep their number and their bytes.</summary>
internal enum DnsType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>A name that points to another.</summary>
    Ptr = 12,

    /// <summary>Key and value pairs of a service (RFC 6763 section 6).</summary>
    Txt = 16,

    /// <summary>An IPv6 address.</summary>
    Aaaa = 28,

    /// <summary>Host and port of a service (RFC 2782).</summary>
    Srv = 33,

    /// <summary>Which types a name has, and thereby which it has not (RFC 6762 section 6.1).</summary>
    Nsec = 47,

    /// <summary>In a question: every type.</summary>
    Any = 255,
}
