using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Claims;

/// <summary>A name that this machine wants for itself on every link, with the records that hang on it.</summary>
internal abstract class Claim
{
    /// <summary>The name; another one after a conflict.</summary>
    public abstract DnsName Name { get; }

    /// <summary>Records of <see cref="Name"/> that nobody else may have, as they are on one link.</summary>
    public abstract IReadOnlyList<DnsRecord> UniqueRecords(LinkDescription link);

    /// <summary>Records of names that others have records of as well.</summary>
    public virtual IReadOnlyList<DnsRecord> SharedRecords => [];

    /// <summary>Whether the records depend on the name of another claim.</summary>
    public virtual bool DependsOn(Claim other) => false;

    /// <summary>Takes another name.</summary>
    public abstract void Rename();

    /// <summary>Whether somebody else's record of <see cref="Name"/> means that they have the name.</summary>
    public abstract bool Contradicts(DnsRecord theirs, LinkDescription link, OwnAddresses own, TimeSpan now);

    /// <summary>Which types there are under <see cref="Name"/>, and that there are no others (RFC 6762 section 6.1).</summary>
    public DnsRecord Nsec(LinkDescription link)
    {
        IReadOnlyList<DnsRecord> records = UniqueRecords(link);
        uint ttl = records.Count == 0 ? MdnsTiming.HostTtl : records.Min(r => r.Ttl);
        return new DnsRecord(Name, new NsecData(Name, records.Select(r => r.Type)), ttl, CacheFlush: true);
    }
}
