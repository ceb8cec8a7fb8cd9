using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Responding;

/// <summary>Makes as few messages as will hold the records.</summary>
internal static class MessagePacker
{
    /// <summary>Answers, with what belongs to them as far as there is room.</summary>
    public static IEnumerable<byte[]> Response(IReadOnlyList<DnsRecord> answers, IReadOnlyList<DnsRecord> additionals)
    {
        DnsMessageBuilder message = Begin(DnsMessage.ResponseFlags);
        foreach (DnsRecord record in answers)
        {
            if (message.TryAdd(DnsSection.Answer, record))
                continue;
            if (!message.IsEmpty)
                yield return message.Build();
            message = Begin(DnsMessage.ResponseFlags);
            if (!message.TryAdd(DnsSection.Answer, record))
                message = Alone(record);
        }
        foreach (DnsRecord record in additionals)
            if (!message.TryAdd(DnsSection.Additional, record))
                break;
        if (!message.IsEmpty)
            yield return message.Build();
    }

    /// <summary>
    /// Questions with the answers that are known already; what does not fit follows in further messages, and each but the
    /// last says so (RFC 6762 section 7.2).
    /// </summary>
    public static IEnumerable<byte[]> Query(IReadOnlyList<DnsQuestion> questions, IReadOnlyList<DnsRecord> known)
    {
        DnsMessageBuilder message = Begin(0);
        foreach (DnsQuestion question in questions)
        {
            if (message.TryAdd(question))
                continue;
            yield return message.Build();
            message = Begin(0);
            message.TryAdd(question);
        }
        foreach (DnsRecord record in known)
        {
            if (message.TryAdd(DnsSection.Answer, record))
                continue;
            message.AddFlags(DnsMessage.TruncatedFlag);
            yield return message.Build();
            message = Begin(0);
            message.TryAdd(DnsSection.Answer, record);
        }
        if (!message.IsEmpty)
            yield return message.Build();
    }

    /// <summary>Probes: a question for each name, with the records that are wanted (RFC 6762 section 8.1).</summary>
    public static IEnumerable<byte[]> Probe(IReadOnlyList<(DnsName Name, IReadOnlyList<DnsRecord> Records)> claims)
    {
        // A name and its records must stand in one message; a few names are put together.
        const int Together = 4;
        foreach ((DnsName Name, IReadOnlyList<DnsRecord> Records)[] group in claims.Chunk(Together))
        {
            if (Fits(group))
                yield return Write(group);
            else
                foreach ((DnsName Name, IReadOnlyList<DnsRecord> Records) claim in group)
                    yield return Write([claim]);
        }
    }

    private static bool Fits((DnsName Name, IReadOnlyList<DnsRecord> Records)[] group) =>
        Write(group).Length <= MdnsLimits.GoodDatagram;

    private static byte[] Write((DnsName Name, IReadOnlyList<DnsRecord> Records)[] group)
    {
        var message = new DnsMessageBuilder(0, 0, MdnsLimits.MaxDatagram);
        foreach ((DnsName name, _) in group)
            message.TryAdd(new DnsQuestion(name, DnsType.Any));
        foreach (DnsRecord record in group.SelectMany(g => g.Records))
            message.TryAdd(DnsSection.Authority, record with { CacheFlush = false });
        return message.Build();
    }

    private static DnsMessageBuilder Begin(ushort flags) => new(0, flags, MdnsLimits.GoodDatagram);

    private static DnsMessageBuilder Alone(DnsRecord record)
    {
        var message = new DnsMessageBuilder(0, DnsMessage.ResponseFlags, MdnsLimits.MaxDatagram);
        message.TryAdd(DnsSection.Answer, record);
        return message;
    }
}
