using Gantry.Discovery.Dns;
using Gantry.Discovery.Mdns.Claims;

namespace Gantry.Discovery.Mdns.Responding;

/// <summary>Our names and records on one link as they are at one moment, found by name.</summary>
internal sealed class OwnRecords
{
    private readonly LinkDescription _link;
    private readonly ILookup<DnsName, ClaimOnLink> _claims;
    private readonly ILookup<DnsName, DnsRecord> _answers;
    private readonly Dictionary<RecordKey, DnsRecord> _byKey = [];

    /// <summary>Sorts what there is.</summary>
    public OwnRecords(LinkDescription link, IReadOnlyCollection<ClaimOnLink> claims)
    {
        _link = link;
        _claims = claims.ToLookup(c => c.Claim.Name);
        foreach (Claim claim in claims.Where(c => c.IsAnswered).Select(c => c.Claim))
        foreach (DnsRecord record in claim.SharedRecords.Concat(claim.UniqueRecords(link)))
            _byKey.TryAdd(record.Key, record);
        _answers = _byKey.Values.ToLookup(r => r.Name);
    }

    /// <summary>Who wants or has a name.</summary>
    public IEnumerable<ClaimOnLink> Claims(DnsName name) => _claims[name];

    /// <summary>Our own of a record that others have as well, or null.</summary>
    public DnsRecord? Find(RecordKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>
    /// What answers a question. For a type that one of our own names has not, the answer is that it has not (RFC 6762
    /// section 6.1).
    /// </summary>
    public IEnumerable<DnsRecord> Answer(DnsQuestion question)
    {
        bool any = false;
        foreach (DnsRecord record in _answers[question.Name].Where(r => question.Wants(r.Type)))
        {
            any = true;
            yield return record;
        }
        if (!any && question.Wants(question.Type))
            foreach (ClaimOnLink claim in Claims(question.Name).Where(c => c.IsAnswered))
                yield return claim.Claim.Nsec(_link);
    }

    /// <summary>What an asker will want to know next: of an instance its host, port and text, of a host its addresses (RFC 6763 section 12).</summary>
    public IReadOnlyList<DnsRecord> Additional(IEnumerable<DnsRecord> answers)
    {
        var seen = answers.Select(a => a.Key).ToHashSet();
        var wanted = new Queue<DnsName>(answers.SelectMany(Following));
        var asked = new HashSet<DnsName>();
        var additional = new List<DnsRecord>();
        while (wanted.TryDequeue(out DnsName? name))
        {
            if (!asked.Add(name))
                continue;
            foreach (ClaimOnLink claim in Claims(name).Where(c => c.IsAnswered))
            foreach (DnsRecord record in _answers[name].Append(claim.Claim.Nsec(_link)))
            {
                if (!seen.Add(record.Key))
                    continue;
                additional.Add(record);
                foreach (DnsName next in Following(record))
                    wanted.Enqueue(next);
            }
        }
        return additional;
    }

    private static IEnumerable<DnsName> Following(DnsRecord record) =>
        record.Data switch
        {
            PtrData ptr => [ptr.Target],
            SrvData srv => [srv.Target],
            AddressData => [record.Name],
            _ => [],
        };
}
