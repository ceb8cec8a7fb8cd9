using System.Net;
using Gantry.Discovery.Dns;
using Gantry.Discovery.Services;

namespace Gantry.Tests.Discovery;

/// <summary>RFC 6762 sections 5 to 7: who says what, when, and when not.</summary>
public sealed class QuestionAndAnswerTests
{
    private const string Type = "_rfc2217._tcp";

    private static readonly byte[] Text = ServiceText.Encode([]);
    private static readonly DnsName TypeName = DnsName.Parse($"{Type}.local");
    private static readonly DnsName Instance = DnsName.Parse($"Bench.{Type}.local");

    private readonly VirtualNetwork _network = new();
    private readonly VirtualHost _pi;

    public QuestionAndAnswerTests()
    {
        _pi = _network.Add("pi", "10.0.0.1");
        _pi.Engine.Announce("Bench", Type, 4001, Text);
        _network.Run(60);
        _network.Packets.Clear();
    }

    [Fact]
    public void A_question_for_the_type_is_answered_once_with_all_that_belongs_to_it()
    {
        Ask(new DnsQuestion(TypeName, DnsType.Ptr));
        Ask(new DnsQuestion(TypeName, DnsType.Ptr));

        _network.Run(0.5);

        DnsMessage answer = _network.Packets.ShouldHaveSingleItem().Message;
        answer.Answers.ShouldHaveSingleItem().Data.ShouldBe(new PtrData(Instance));
        answer
            .Additionals.Select(r => r.Type)
            .Distinct()
            .ShouldBe([DnsType.Srv, DnsType.Txt, DnsType.Nsec, DnsType.A], ignoreOrder: true);
    }

    [Fact]
    public void What_others_may_answer_too_waits_20_to_120_ms_and_what_is_ours_alone_does_not()
    {
        TimeSpan asked = _network.Clock.Now;
        Ask(new DnsQuestion(TypeName, DnsType.Ptr));
        Ask(new DnsQuestion(Instance, DnsType.Srv));

        _network.Run(0.5);

        (_network.Packets.Single(p => p.Says($"Bench.{Type}.local", DnsType.Srv)).At - asked).ShouldBe(TimeSpan.Zero);
        (
            _network.Packets.Single(p => p.Says($"{Type}.local", DnsType.Ptr)).At - asked
        ).TotalMilliseconds.ShouldBeInRange(20, 120);
    }

    [Theory]
    [InlineData(2250, 0)]
    [InlineData(2249, 1)]
    public void Who_knows_the_answer_for_half_of_its_life_gets_none(uint ttl, int answers)
    {
        _network.Inject(
            new DnsMessage
            {
                Questions = [new DnsQuestion(TypeName, DnsType.Ptr)],
                Answers = [new DnsRecord(TypeName, new PtrData(Instance), ttl)],
            },
            "10.0.0.2"
        );

        _network.Run(0.5);

        _network.Packets.Count.ShouldBe(answers);
    }

    [Fact]
    public void Known_answers_may_follow_in_a_second_message()
    {
        _network.Inject(
            new DnsMessage { Flags = DnsMessage.TruncatedFlag, Questions = [new DnsQuestion(TypeName, DnsType.Ptr)] },
            "10.0.0.2"
        );
        _network.Run(0.3);
        _network.Packets.ShouldBeEmpty();
        _network.Inject(
            new DnsMessage { Answers = [new DnsRecord(TypeName, new PtrData(Instance), 4500)] },
            "10.0.0.2"
        );

        _network.Run(1);

        _network.Packets.ShouldBeEmpty();
    }

    [Fact]
    public void Known_answers_of_one_do_not_silence_us_for_another()
    {
        Ask(new DnsQuestion(TypeName, DnsType.Ptr));
        _network.Inject(
            new DnsMessage { Flags = DnsMessage.TruncatedFlag, Questions = [new DnsQuestion(TypeName, DnsType.Ptr)] },
            "10.0.0.3"
        );
        _network.Inject(
            new DnsMessage { Answers = [new DnsRecord(TypeName, new PtrData(Instance), 4500)] },
            "10.0.0.3"
        );

        _network.Run(1);

        _network.Packets.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_another_responder_said_first_is_not_said_again()
    {
        Ask(new DnsQuestion(TypeName, DnsType.Ptr));
        _network.Inject(
            new DnsMessage
            {
                Flags = DnsMessage.ResponseFlags,
                Answers = [new DnsRecord(TypeName, new PtrData(Instance), 4500)],
            },
            "10.0.0.1"
        );

        _network.Run(1);

        _network.Packets.ShouldBeEmpty();
    }

    [Fact]
    public void A_record_is_multicast_at_most_once_a_second()
    {
        for (int i = 0; i < 40; i++)
        {
            Ask(new DnsQuestion(Instance, DnsType.Srv));
            _network.Run(0.1);
        }

        _network.Packets.Count.ShouldBeInRange(4, 5);
    }

    [Fact]
    public void A_probe_for_our_name_is_answered_at_once_even_then()
    {
        Ask(new DnsQuestion(Instance, DnsType.Srv));
        _network.Run(0.3);
        _network.Packets.Clear();

        _network.Inject(
            new DnsMessage
            {
                Questions = [new DnsQuestion(Instance, DnsType.Any, UnicastWanted: true)],
                Authorities = [new DnsRecord(Instance, new SrvData(0, 0, 1, DnsName.Parse("x.local")), 120)],
            },
            "10.0.0.2"
        );
        _network.Run(0.01);

        _network.Packets.ShouldHaveSingleItem().To.ShouldBeNull();
    }

    [Fact]
    public void An_answer_to_the_asker_alone_is_given_if_all_have_heard_it_lately()
    {
        Ask(new DnsQuestion(TypeName, DnsType.Ptr, UnicastWanted: true));
        _network.Run(0.5);
        _network.Packets.ShouldHaveSingleItem().To.ShouldBe(new IPEndPoint(IPAddress.Parse("10.0.0.2"), 5353));

        _network.Run(2000);
        _network.Packets.Clear();
        Ask(new DnsQuestion(TypeName, DnsType.Ptr, UnicastWanted: true));
        _network.Run(0.5);
        _network.Packets.ShouldHaveSingleItem().To.ShouldBeNull();
    }

    [Fact]
    public void A_plain_DNS_client_gets_its_number_its_question_and_short_lives()
    {
        _network.Inject(
            new DnsMessage { Id = 0x1234, Questions = [new DnsQuestion(TypeName, DnsType.Ptr)] },
            "10.0.0.2",
            port: 40000
        );

        _network.Run(0.5);

        Packet answer = _network.Packets.ShouldHaveSingleItem();
        answer.To.ShouldBe(new IPEndPoint(IPAddress.Parse("10.0.0.2"), 40000));
        answer.Message.Id.ShouldBe((ushort)0x1234);
        answer.Message.Questions.ShouldHaveSingleItem();
        answer.Message.Answers.Concat(answer.Message.Additionals).ShouldAllBe(r => r.Ttl <= 10 && !r.CacheFlush);
    }

    [Fact]
    public void What_a_name_of_ours_has_not_is_answered_with_what_it_has()
    {
        Ask(new DnsQuestion(DnsName.Parse("pi.local"), DnsType.Aaaa));

        _network.Run(0.1);

        var nsec = (NsecData)_network.Packets.ShouldHaveSingleItem().Message.Answers.ShouldHaveSingleItem().Data;
        nsec.Types.ShouldBe([DnsType.A]);
    }

    [Fact]
    public void All_types_are_listed()
    {
        Ask(new DnsQuestion(DnsName.Parse("_services._dns-sd._udp.local"), DnsType.Ptr));

        _network.Run(0.5);

        _network
            .Packets.ShouldHaveSingleItem()
            .Message.Answers.ShouldHaveSingleItem()
            .Data.ShouldBe(new PtrData(TypeName));
    }

    [Fact]
    public void A_question_is_repeated_after_twice_the_wait_each_time_up_to_an_hour()
    {
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        desk.Look("_none._tcp");

        _network.Run(4 * 3600);

        double[] asked =
        [
            .. _network.Packets.Where(p => p.Asks("_none._tcp.local", DnsType.Ptr)).Select(p => p.At.TotalSeconds),
        ];
        double[] waits = [.. asked.Zip(asked.Skip(1), (a, b) => Math.Round(b - a))];
        waits.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600]);
    }

    [Fact]
    public void Of_two_that_want_to_know_the_same_one_asks()
    {
        VirtualHost[] desks = [_network.Add("a", "10.0.0.2"), _network.Add("b", "10.0.0.3")];
        foreach (VirtualHost desk in desks)
            desk.Look("_none._tcp");

        _network.Run(0.5);

        _network.Packets.Count(p => p.Asks("_none._tcp.local", DnsType.Ptr)).ShouldBe(1);
    }

    [Fact]
    public void More_than_a_hundred_known_answers_are_spread_over_messages_and_silence_all_who_gave_them()
    {
        for (int i = 0; i < 120; i++)
            _pi.Engine.Announce($"Printer number {i}", Type, 5000, Text);
        VirtualHost first = _network.Add("first", "10.0.0.2");
        first.Look(Type);
        _network.Run(100);
        first.Found.Count.ShouldBe(121);
        first.Look(Type);
        _network.Packets.Clear();

        _network.Run(200);

        Packet[] questions = [.. _network.Packets.Where(p => p.Asks($"{Type}.local", DnsType.Ptr))];
        questions.ShouldNotBeEmpty();
        questions.All(q => q.Message.IsTruncated).ShouldBeTrue();
        _network.Packets.Exists(p => p.Says($"{Type}.local", DnsType.Ptr)).ShouldBeFalse();
    }

    [Fact]
    public void A_flood_of_made_up_services_does_not_grow_the_memory_without_end()
    {
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        desk.Look(Type);
        for (int i = 0; i < 6000; i++)
            _network.Inject(
                new DnsMessage
                {
                    Flags = DnsMessage.ResponseFlags,
                    Answers = [new DnsRecord(TypeName, new PtrData(TypeName.Prepend($"x{i}")), 4500)],
                },
                "10.0.0.66",
                onlyTo: desk
            );

        desk.Engine.Queriers.Single().Querier.Cache.Count.ShouldBeInRange(3000, 4096);
    }

    [Fact]
    public void An_answer_from_far_away_or_from_another_port_is_not_believed()
    {
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        var lie = new DnsMessage
        {
            Flags = DnsMessage.ResponseFlags,
            Answers = [new DnsRecord(TypeName, new PtrData(TypeName.Prepend("lie")), 4500)],
        };

        _network.Inject(lie, "203.0.113.5", onlyTo: desk);
        _network.Inject(lie, "10.0.0.9", port: 9999);

        desk.Engine.Queriers.Single().Querier.Cache.Count.ShouldBe(0);
    }

    private void Ask(DnsQuestion question) => _network.Inject(new DnsMessage { Questions = [question] }, "10.0.0.2");
}
