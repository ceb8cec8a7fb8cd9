namespace Gantry.Discovery.Dns;

/// <summary>A question.</summary>
/// <param name="Name">About which name.</param>
/// <param name="Type">About which type, or <see cref="DnsType.Any"/>.</param>
/// <param name="UnicastWanted">Whether an answer to the asker alone will do (RFC 6762 section 5.4).</param>
/// <param name="Class">Without the top bit; 1 is the Internet, 255 is any.</param>
internal sealed record DnsQuestion(
    DnsName Name,
    DnsType Type,
    bool UnicastWanted = false,
    ushort Class = DnsRecord.Internet
)
{
    /// <summary>In a question: every class.</summary>
    public const ushort AnyClass = 255;

    /// <summary>Whether a record of this kind is an answer, were the name the same.</summary>
    public bool Wants(DnsType type) => (Type == DnsType.Any || Type == type) && Class is DnsRecord.Internet or AnyClass;
}
