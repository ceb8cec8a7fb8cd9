using System.Globalization;
using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Claims;

/// <summary>The name of one service, with where it is and what it is (RFC 6763).</summary>
internal sealed class ServiceClaim : Claim
{
    private readonly HostClaim _host;
    private readonly string _wished;
    private readonly string _type;
    private readonly DnsName _typeName;
    private readonly ushort _port;
    private int _try = 1;
    private DnsName _name;
    private OpaqueData _text;

    /// <summary>Claims <c>instance.type.local</c>.</summary>
    public ServiceClaim(HostClaim host, string instance, string type, ushort port, ReadOnlyMemory<byte> text)
    {
        _host = host;
        _wished = instance;
        _type = type;
        _typeName = ServiceNames.OfType(type);
        _port = port;
        _text = new OpaqueData(DnsType.Txt, text);
        _name = _typeName.Prepend(ServiceNames.Fit(instance, ""));
    }

    /// <inheritdoc />
    public override DnsName Name => _name;

    /// <summary>The first label of the name: what people see.</summary>
    public string Instance => _name.FirstLabel;

    /// <summary>The type as it was given.</summary>
    public string Type => _type;

    /// <inheritdoc />
    public override IReadOnlyList<DnsRecord> SharedRecords =>
        [
            new DnsRecord(_typeName, new PtrData(_name), MdnsTiming.OtherTtl),
            new DnsRecord(ServiceNames.Types, new PtrData(_typeName), MdnsTiming.OtherTtl),
        ];

    /// <inheritdoc />
    public override IReadOnlyList<DnsRecord> UniqueRecords(LinkDescription link) =>
        [
            new DnsRecord(_name, new SrvData(0, 0, _port, _host.Name), MdnsTiming.HostTtl, CacheFlush: true),
            new DnsRecord(_name, _text, MdnsTiming.OtherTtl, CacheFlush: true),
        ];

    /// <inheritdoc />
    public override bool DependsOn(Claim other) => ReferenceEquals(other, _host);

    /// <summary>Replaces the key and value pairs.</summary>
    public void SetText(ReadOnlyMemory<byte> text) => _text = new OpaqueData(DnsType.Txt, text);

    /// <inheritdoc />
    public override void Rename()
    {
        _try++;
        _name = _typeName.Prepend(ServiceNames.Fit(_wished, string.Create(CultureInfo.InvariantCulture, $" ({_try})")));
    }

    /// <inheritdoc />
    public override bool Contradicts(DnsRecord theirs, LinkDescription link, OwnAddresses own, TimeSpan now) =>
        UniqueRecords(link).Where(r => r.Type == theirs.Type).ToArray() is { Length: > 0 } ours
        && !ours.Any(r => r.Data.Equals(theirs.Data));
}
