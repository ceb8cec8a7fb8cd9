using System.Diagnostics.CodeAnalysis;

namespace Gantry.Discovery.Dns;

/// <summary>A DNS message (RFC 1035 section 4).</summary>
internal sealed record DnsMessage
{
    /// <summary>Flags of an answer: response, authoritative (RFC 6762 section 18).</summary>
    public const ushort ResponseFlags = 0x8400;

    /// <summary>Flag: more known answers follow in the next message.</summary>
    public const ushort TruncatedFlag = 0x0200;

    private const ushort ResponseFlag = 0x8000;
    private const ushort OpcodeAndError = 0x780F;

    /// <summary>0 in multicast DNS; in a legacy query the asker's number.</summary>
    public ushort Id { get; init; }

    /// <summary>The flags as they stand on the wire.</summary>
    public ushort Flags { get; init; }

    /// <summary>The questions.</summary>
    public IReadOnlyList<DnsQuestion> Questions { get; init; } = [];

    /// <summary>The answers; in a query the known ones.</summary>
    public IReadOnlyList<DnsRecord> Answers { get; init; } = [];

    /// <summary>In a probe: what the asker wants to have.</summary>
    public IReadOnlyList<DnsRecord> Authorities { get; init; } = [];

    /// <summary>What the asker will want to know next.</summary>
    public IReadOnlyList<DnsRecord> Additionals { get; init; } = [];

    /// <summary>Whether this is an answer.</summary>
    public bool IsResponse => (Flags & ResponseFlag) != 0;

    /// <summary>Whether more known answers follow.</summary>
    public bool IsTruncated => (Flags & TruncatedFlag) != 0;

    /// <summary>Whether operation and error are the only ones that multicast DNS knows: others are ignored (sections 18.3, 18.11).</summary>
    public bool IsPlain => (Flags & OpcodeAndError) == 0;

    /// <summary>Reads a message from an untrusted sender.</summary>
    /// <returns>False when it is malformed anywhere; bytes behind the last record are no error.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out DnsMessage? message)
    {
        message = null;
        var reader = new DnsReader(bytes);
        Span<ushort> head = stackalloc ushort[6];
        for (int i = 0; i < head.Length; i++)
            if (!reader.TryReadUInt16(out head[i]))
                return false;
        if (!TryReadQuestions(ref reader, head[2], out List<DnsQuestion> questions))
            return false;
        if (!TryReadRecords(ref reader, head[3], out List<DnsRecord> answers))
            return false;
        if (!TryReadRecords(ref reader, head[4], out List<DnsRecord> authorities))
            return false;
        if (!TryReadRecords(ref reader, head[5], out List<DnsRecord> additionals))
            return false;
        message = new DnsMessage
        {
            Id = head[0],
            Flags = head[1],
            Questions = questions,
            Answers = answers,
            Authorities = authorities,
            Additionals = additionals,
        };
        return true;
    }

    /// <summary>The bytes of this message, whatever their number.</summary>
    public byte[] Write()
    {
        var builder = new DnsMessageBuilder(Id, Flags, limit: int.MaxValue);
        foreach (DnsQuestion question in Questions)
            builder.TryAdd(question);
        foreach (DnsRecord record in Answers)
            builder.TryAdd(DnsSection.Answer, record);
        foreach (DnsRecord record in Authorities)
            builder.TryAdd(DnsSection.Authority, record);
        foreach (DnsRecord record in Additionals)
            builder.TryAdd(DnsSection.Additional, record);
        return builder.Build();
    }

    private static bool TryReadQuestions(ref DnsReader reader, int count, out List<DnsQuestion> questions)
    {
        questions = [];
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryReadQuestion(out DnsQuestion? question))
                return false;
            questions.Add(question);
        }
        return true;
    }

    /// <summary>The count is a stranger's word: the list grows only with what is really there.</summary>
    private static bool TryReadRecords(ref DnsReader reader, int count, out List<DnsRecord> records)
    {
        records = [];
        for (int i = 0; i < count; i++)
        {
            if (!reader.TryReadRecord(out DnsRecord? record))
                return false;
            records.Add(record);
        }
        return true;
    }
}
