using Gantry.Discovery.Dns;
using Gantry.Discovery.Mdns.Claims;
using Gantry.Discovery.Services;

namespace Gantry.Tests.Discovery;

/// <summary>RFC 6762 sections 8 and 9: a name belongs to one.</summary>
public sealed class ConflictTests
{
    private const string Type = "_rfc2217._tcp";

    private static readonly byte[] Text = ServiceText.Encode([]);

    private readonly VirtualNetwork _network = new();

    [Fact]
    public void A_name_is_asked_for_three_times_before_it_is_told_three_times()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        pi.Engine.Announce("Bench", Type, 4001, Text);

        _network.Run(10);

        Packet[] probes =
        [
            .. _network.Packets.Where(p => p.IsProbe && Probes(p, DnsName.Parse($"Bench.{Type}.local"))),
        ];
        probes.Length.ShouldBe(3);
        (probes[1].At - probes[0].At).ShouldBe(TimeSpan.FromMilliseconds(250));
        (probes[2].At - probes[1].At).ShouldBe(TimeSpan.FromMilliseconds(250));
        Packet[] announcements = [.. _network.Packets.Where(p => p.Says($"{Type}.local", DnsType.Ptr))];
        announcements.Length.ShouldBe(3);
        (announcements[0].At - probes[2].At).ShouldBe(TimeSpan.FromMilliseconds(250));
        (announcements[1].At - announcements[0].At).ShouldBe(TimeSpan.FromSeconds(1));
        (announcements[2].At - announcements[1].At).ShouldBe(TimeSpan.FromSeconds(2));
        probes[0].Message.Authorities.ShouldAllBe(r => !r.CacheFlush);
        announcements[0].Message.Answers.ShouldAllBe(r => r.CacheFlush == (r.Type != DnsType.Ptr));
    }

    [Fact]
    public void Who_comes_second_takes_another_name()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        ServiceClaim first = pi.Engine.Announce("Bench", Type, 4001, Text);
        _network.Run(5);
        VirtualHost other = _network.Add("pi", "10.0.0.2");
        ServiceClaim second = other.Engine.Announce("Bench", Type, 4001, Text);
        VirtualHost desk = _network.Add("desk", "10.0.0.3");
        desk.Look(Type);

        _network.Run(10);

        first.Instance.ShouldBe("Bench");
        second.Instance.ShouldBe("Bench (2)");
        pi.Engine.Host.Name.ToString().ShouldBe("pi.local.");
        other.Engine.Host.Name.ToString().ShouldBe("pi-2.local.");
        desk.Found.Select(f => (f.Name, f.Host)).ShouldBe([("Bench", "pi.local."), ("Bench (2)", "pi-2.local.")]);
    }

    [Fact]
    public void Of_three_that_start_together_each_gets_a_name_of_its_own()
    {
        VirtualHost[] hosts =
        [
            _network.Add("pi", "10.0.0.1"),
            _network.Add("pi", "10.0.0.2"),
            _network.Add("pi", "10.0.0.3"),
        ];
        ServiceClaim[] claims = [.. hosts.Select(h => h.Engine.Announce("Bench", Type, 4001, Text))];

        _network.Run(30);

        claims.Select(c => c.Instance).Order().ShouldBe(["Bench", "Bench (2)", "Bench (3)"]);
        hosts.Select(h => h.Engine.Host.Name.ToString()).Order().ShouldBe(["pi-2.local.", "pi-3.local.", "pi.local."]);
    }

    [Fact]
    public void Two_networks_that_are_joined_sort_their_names_out()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost other = _network.Add("pi", "10.0.0.2", cable: 1);
        ServiceClaim first = pi.Engine.Announce("Bench", Type, 4001, Text);
        ServiceClaim second = other.Engine.Announce("Bench", Type, 4002, Text);
        _network.Run(60);
        (first.Instance, second.Instance).ShouldBe(("Bench", "Bench"));

        other.Plugs[0] = (0, 3, other.Plugs[0].Address);
        pi.Look(Type);
        _network.Run(300);

        ((string[])[first.Instance, second.Instance]).Order().ShouldBe(["Bench", "Bench (2)"]);
    }

    [Fact]
    public void Two_services_of_one_name_in_one_program_get_two_names()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");

        ServiceClaim first = pi.Engine.Announce("Bench", Type, 4001, Text);
        ServiceClaim second = pi.Engine.Announce("bench", Type, 4002, Text);

        (first.Instance, second.Instance).ShouldBe(("Bench", "bench (2)"));
    }

    [Fact]
    public void A_second_responder_with_the_same_addresses_is_no_conflict()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost avahi = _network.Add("pi", "10.0.0.1");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        avahi.Engine.Announce("Printer", "_ipp._tcp", 631, Text);

        _network.Run(60);

        (pi.Engine.Host.Name, avahi.Engine.Host.Name).ShouldBe((DnsName.Parse("pi.local"), DnsName.Parse("pi.local")));
    }

    [Fact]
    public void What_another_responder_says_to_be_gone_is_said_again_when_it_is_ours_too()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);
        _network.Run(10);

        _network.Inject(
            Response(
                new DnsRecord(DnsName.Parse($"{Type}.local"), new PtrData(DnsName.Parse($"Bench.{Type}.local")), 0)
            ),
            "10.0.0.9"
        );
        _network.Run(30);

        desk.Changes.ShouldBe(1);
    }

    [Fact]
    public void After_fifteen_conflicts_in_ten_seconds_a_machine_tries_every_five_seconds_only()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        int Tries(int seconds)
        {
            int tries = 0;
            for (int i = 0; i < seconds * 20; i++)
            {
                _network.Packets.Clear();
                _network.Run(0.05);
                foreach (Packet probe in _network.Packets.Where(p => p.IsProbe).ToArray())
                {
                    tries += Probes(probe, pi.Engine.Host.Name) ? 1 : 0;
                    Contradict(probe);
                }
            }
            return tries;
        }

        Tries(20).ShouldBeGreaterThan(10);

        Tries(60).ShouldBeInRange(8, 12);
    }

    [Fact]
    public void A_long_name_keeps_its_number_when_it_must_be_cut()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        string name = string.Concat(Enumerable.Repeat("ü", 40));

        pi.Engine.Announce(name, Type, 4001, Text);
        ServiceClaim second = pi.Engine.Announce(name, Type, 4002, Text);

        second.Instance.ShouldBe(string.Concat(Enumerable.Repeat("ü", 29)) + " (2)");
    }

    private void Contradict(Packet probe)
    {
        foreach (DnsQuestion question in probe.Message.Questions)
            _network.Inject(
                Response(
                    question.Name.Parent.Equals(DnsName.Parse("local"))
                        ? new DnsRecord(
                            question.Name,
                            new AddressData(System.Net.IPAddress.Parse("10.0.0.66")),
                            120,
                            true
                        )
                        : new DnsRecord(question.Name, new SrvData(9, 9, 9, DnsName.Parse("other.local")), 120, true)
                ),
                "10.0.0.66"
            );
    }

    private static bool Probes(Packet packet, DnsName name) => packet.Message.Questions.Any(q => q.Name.Equals(name));

    private static DnsMessage Response(params DnsRecord[] answers) =>
        new() { Flags = DnsMessage.ResponseFlags, Answers = answers };
}
