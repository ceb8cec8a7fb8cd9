using System.Globalization;
using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Claims;

/// <summary>The name of this machine, with its addresses.</summary>
internal sealed class HostClaim : Claim
{
    private readonly string _wished;
    private int _try = 1;
    private DnsName _name;

    /// <summary>Claims <c>label.local</c>.</summary>
    public HostClaim(string label)
    {
        _wished = label;
        _name = ServiceNames.Local.Prepend(ServiceNames.Fit(label, ""));
    }

    /// <inheritdoc />
    public override DnsName Name => _name;

    /// <inheritdoc />
    public override IReadOnlyList<DnsRecord> UniqueRecords(LinkDescription link) =>
        [.. link.Addresses.Select(a => new DnsRecord(Name, new AddressData(a), MdnsTiming.HostTtl, CacheFlush: true))];

    /// <inheritdoc />
    public override void Rename()
    {
        _try++;
        _name = ServiceNames.Local.Prepend(
            ServiceNames.Fit(_wished, string.Create(CultureInfo.InvariantCulture, $"-{_try}"))
        );
    }

    /// <inheritdoc />
    public override bool Contradicts(DnsRecord theirs, LinkDescription link, OwnAddresses own, TimeSpan now) =>
        theirs.Data is AddressData data && !own.Contains(data.Address, now);
}
