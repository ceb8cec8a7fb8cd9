using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Gantry.Discovery.Dns;

namespace Gantry.Tests.Discovery;

/// <summary>The codec: what is written is read again, and nothing that comes can do harm.</summary>
public sealed class DnsMessageTests
{
    [Fact]
    public void What_is_written_is_read_again() =>
        Prop.ForAll(
                Messages().ToArbitrary(),
                message =>
                {
                    DnsMessage.TryRead(message.Write(), out DnsMessage? read).ShouldBeTrue();
                    ShouldBeSame(read!, message);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Prop.ForAll(
                Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i)).ToArbitrary(),
                bytes => DnsMessage.TryRead(bytes, out _) || true
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_with_changed_bytes_is_read_or_refused_and_what_was_read_can_be_written() =>
        Prop.ForAll(
                (
                    from message in Messages()
                    from changes in Gen.ListOf(Gen.Zip(Gen.Choose(0, 511), Gen.Choose(0, 255)))
                    select (message, changes)
                ).ToArbitrary(),
                pair =>
                {
                    byte[] bytes = pair.message.Write();
                    foreach ((int at, int value) in pair.changes)
                        bytes[at % bytes.Length] = (byte)value;
                    if (!DnsMessage.TryRead(bytes, out DnsMessage? read))
                        return;
                    DnsMessage.TryRead(read.Write(), out DnsMessage? again).ShouldBeTrue();
                    again!.Answers.Count.ShouldBe(read.Answers.Count);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_is_read_even_if_an_NSEC_record_in_it_is_wrong()
    {
        DnsName name = DnsName.Parse("python.local");
        byte[] bytes = new DnsMessage
        {
            Answers =
            [
                new DnsRecord(name, new OpaqueData(DnsType.Nsec, new byte[] { 0, 0, 9, 1 }), 120),
                new DnsRecord(name, new AddressData(IPAddress.Loopback), 120),
            ],
        }.Write();

        DnsMessage.TryRead(bytes, out DnsMessage? read).ShouldBeTrue();

        read!.Answers[1].Data.ShouldBe(new AddressData(IPAddress.Loopback));
    }

    [Fact]
    public void Every_cut_of_a_message_is_refused()
    {
        byte[] whole = Sample().Write();
        for (int length = 0; length < whole.Length; length++)
            DnsMessage.TryRead(whole.AsSpan(0, length), out _).ShouldBeFalse();
    }

    [Fact]
    public void Names_with_a_common_end_point_to_it()
    {
        byte[] bytes = Sample().Write();

        bytes.Length.ShouldBeLessThan(160);
        System.Text.Encoding.Latin1.GetString(bytes).Split("local").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("c00c", "a pointer to itself")]
    [InlineData("c00e", "a pointer ahead")]
    [InlineData("0161c00c", "a loop over a label")]
    [InlineData("40", "a reserved kind of label")]
    [InlineData("80", "a reserved kind of label")]
    [InlineData("c0", "half a pointer")]
    [InlineData("3f61", "half a label")]
    public void A_hostile_name_is_refused(string name, string because)
    {
        byte[] bytes = [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Convert.FromHexString(name), 0, 1, 0, 1];

        DnsMessage.TryRead(bytes, out _).ShouldBeFalse(because);
    }

    [Fact]
    public void A_name_of_more_than_255_bytes_is_refused_however_it_is_put_together()
    {
        byte[] label = [63, .. Enumerable.Repeat((byte)'a', 63)];
        byte[] long1 = [.. label, .. label, .. label, 0];
        byte[] bytes =
        [
            .. (byte[])[0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0],
            .. long1,
            .. (byte[])[0, 1, 0, 1],
            .. label,
            .. (byte[])[0xC0, 12, 0, 1, 0, 1],
        ];

        DnsMessage.TryRead(bytes, out _).ShouldBeFalse();
    }

    [Fact]
    public void Counts_that_promise_more_than_there_is_cost_nothing()
    {
        byte[] bytes = [0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255];

        DnsMessage.TryRead(bytes, out _).ShouldBeFalse();
    }

    [Fact]
    public void Names_differ_in_more_than_case()
    {
        DnsName.Parse("Pi.Local").ShouldBe(DnsName.Parse("pi.local"));
        DnsName.Parse("pi.local").ShouldNotBe(DnsName.Parse("po.local"));
        DnsName.FromLabels("a.b", "local").ShouldNotBe(DnsName.Parse("a.b.local"));
        DnsName.FromLabels(@"a.b\", "local").ToString().ShouldBe(@"a\.b\\.local.");
    }

    private static DnsMessage Sample() =>
        new()
        {
            Flags = DnsMessage.ResponseFlags,
            Questions = [new DnsQuestion(DnsName.Parse("_http._tcp.local"), DnsType.Ptr)],
            Answers =
            [
                new DnsRecord(
                    DnsName.Parse("_http._tcp.local"),
                    new PtrData(DnsName.Parse("Web._http._tcp.local")),
                    4500
                ),
            ],
            Additionals =
            [
                new DnsRecord(DnsName.Parse("web.local"), new AddressData(IPAddress.Parse("10.0.0.1")), 120, true),
            ],
        };

    private static void ShouldBeSame(DnsMessage read, DnsMessage message)
    {
        (read.Id, read.Flags).ShouldBe((message.Id, message.Flags));
        read.Questions.ShouldBe(message.Questions);
        read.Answers.ShouldBe(message.Answers);
        read.Authorities.ShouldBe(message.Authorities);
        read.Additionals.ShouldBe(message.Additionals);
    }

    private static Gen<DnsMessage> Messages() =>
        from id in Gen.Choose(0, ushort.MaxValue)
        from flags in Gen.Choose(0, ushort.MaxValue)
        from questions in Gen.ListOf(Questions())
        from answers in Gen.ListOf(Records())
        from authorities in Gen.ListOf(Records())
        from additionals in Gen.ListOf(Records())
        select new DnsMessage
        {
            Id = (ushort)id,
            Flags = (ushort)flags,
            Questions = [.. questions],
            Answers = [.. answers],
            Authorities = [.. authorities],
            Additionals = [.. additionals],
        };

    private static Gen<DnsQuestion> Questions() =>
        from name in Names()
        from type in Gen.Elements(DnsType.A, DnsType.Ptr, DnsType.Any)
        from unicast in Gen.Elements(true, false)
        select new DnsQuestion(name, type, unicast);

    private static Gen<DnsRecord> Records() =>
        from name in Names()
        from data in Data()
        from ttl in Gen.Choose(0, int.MaxValue)
        from flush in Gen.Elements(true, false)
        select new DnsRecord(name, data, (uint)ttl, flush);

    private static Gen<DnsData> Data() =>
        Gen.OneOf(
            Bytes(4).Select(b => (DnsData)new AddressData(new IPAddress(b))),
            Bytes(16).Select(b => (DnsData)new AddressData(new IPAddress(b))),
            Names().Select(n => (DnsData)new PtrData(n)),
            from name in Names()
            from port in Gen.Choose(0, ushort.MaxValue)
            select (DnsData)new SrvData(1, 2, (ushort)port, name),
            from name in Names()
            from types in Gen.ListOf(Gen.Choose(0, 255))
            select (DnsData)new NsecData(name, types.Select(t => (DnsType)t)),
            Gen.Choose(0, 300).SelectMany(Bytes).Select(b => (DnsData)new OpaqueData(DnsType.Txt, b))
        );

    /// <summary>Few labels, so that many names share an end.</summary>
    private static Gen<DnsName> Names() =>
        Gen.ListOf(Gen.Elements("a", "B", "local", "_tcp", "with.dot", "ü", new string('x', 63)))
            .Select(labels => labels.Take(3).ToArray())
            .Select(labels => labels.Length == 0 ? DnsName.Root : DnsName.FromLabels(labels));

    private static Gen<byte[]> Bytes(int count) => Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i), count);
}
