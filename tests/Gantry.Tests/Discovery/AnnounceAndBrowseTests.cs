using System.Net;
using Gantry.Discovery.Mdns.Claims;
using Gantry.Discovery.Services;

namespace Gantry.Tests.Discovery;

/// <summary>Two and three machines on a cable: names are taken, found, changed and given back.</summary>
public sealed class AnnounceAndBrowseTests
{
    private const string Type = "_rfc2217._tcp";

    private static readonly byte[] Text = ServiceText.Encode([new("serial", "58DD"), new("product", "Bench printer")]);

    private readonly VirtualNetwork _network = new();

    [Fact]
    public void A_service_is_found_with_host_port_text_and_address()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);

        _network.Run(3);

        FoundService found = desk.Found.ShouldHaveSingleItem();
        found.Name.ShouldBe("Bench");
        found.Host.ShouldBe("pi.local.");
        found.Port.ShouldBe(4001);
        found.Addresses.ShouldBe([IPAddress.Parse("10.0.0.1")]);
        found.Text["SERIAL"].ShouldBe("58DD");
        found.Text["product"].ShouldBe("Bench printer");
    }

    [Fact]
    public void A_service_is_found_by_one_who_comes_hours_after_it_was_announced()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        _network.Run(7200);
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        desk.Look(Type);

        _network.Run(1);

        desk.Found.ShouldHaveSingleItem();
    }

    [Fact]
    public void Over_a_day_a_service_stays_found_and_the_network_stays_quiet()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);
        _network.Run(5);
        _network.Packets.Clear();

        _network.Run(86400);

        desk.Changes.ShouldBe(1);
        desk.Found.ShouldHaveSingleItem();
        // The address and the SRV record live for 120 s: a question and an answer for each about every 96 s.
        (_network.Packets.Count / (86400 / 96.0)).ShouldBeLessThan(4.5);
    }

    [Fact]
    public void A_service_that_is_withdrawn_vanishes_after_a_second()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        ServiceClaim claim = pi.Engine.Announce("Bench", Type, 4001, Text);
        pi.Engine.Announce("Other", Type, 4002, Text);
        desk.Look(Type);
        _network.Run(5);

        pi.Engine.Withdraw(claim);
        _network.Run(1.1);

        desk.Found.ShouldHaveSingleItem().Name.ShouldBe("Other");
    }

    [Fact]
    public void A_machine_that_says_nothing_when_it_goes_is_forgotten_within_two_minutes()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);
        _network.Run(5);

        pi.Plugs.Clear();
        _network.Run(121);

        desk.Found.ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_text_is_told_at_once()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        ServiceClaim claim = pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);
        _network.Run(10);

        pi.Engine.SetText(claim, ServiceText.Encode([new("serial", "new")]));
        _network.Run(0.01);

        desk.Found.ShouldHaveSingleItem().Text["serial"].ShouldBe("new");
    }

    [Fact]
    public void One_instance_is_found_by_its_name()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        pi.Engine.Announce("Other", Type, 4002, Text);
        _network.Run(5);

        desk.Look(Type, "Other");
        _network.Run(1);

        desk.Found.ShouldHaveSingleItem().Port.ShouldBe(4002);
    }

    [Fact]
    public void A_machine_finds_its_own_services()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        pi.Look(Type);

        _network.Run(3);

        pi.Found.ShouldHaveSingleItem();
    }

    [Fact]
    public void Over_IPv6_the_address_of_a_link_carries_its_scope()
    {
        VirtualHost pi = _network.Add("pi", "fe80::1");
        VirtualHost desk = _network.Add("desk");
        desk.Plug("fe80::2", interfaceIndex: 9);
        pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);

        _network.Run(3);

        desk.Found.ShouldHaveSingleItem().Addresses.ShouldBe([IPAddress.Parse("fe80::1%9")]);
    }

    [Fact]
    public void With_IPv4_and_IPv6_the_addresses_of_both_are_found_as_one_service()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        pi.Plug("fd00::1");
        desk.Plug("fd00::2");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);

        _network.Run(3);

        desk.Found.ShouldHaveSingleItem().Addresses.ShouldBe([IPAddress.Parse("10.0.0.1"), IPAddress.Parse("fd00::1")]);
    }

    [Fact]
    public void A_cable_that_is_plugged_in_brings_the_services_behind_it_and_takes_them_away()
    {
        VirtualHost pi = _network.Add("pi", "10.0.1.1", cable: 1);
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);
        _network.Run(5);
        desk.Found.ShouldBeEmpty();

        desk.Plug("10.0.1.2", cable: 1);
        _network.Run(1);
        desk.Found.ShouldHaveSingleItem();

        desk.Unplug(cable: 1);
        desk.Found.ShouldBeEmpty();
    }

    [Fact]
    public void A_service_is_announced_on_a_cable_that_is_plugged_in_when_it_runs()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.1.2", cable: 1);
        pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);
        _network.Run(5);

        pi.Plug("10.0.1.1", cable: 1);
        _network.Run(2);

        desk.Found.ShouldHaveSingleItem().Addresses.ShouldBe([IPAddress.Parse("10.0.1.1")]);
    }

    [Fact]
    public void A_new_address_of_a_machine_replaces_the_old_one()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        VirtualHost desk = _network.Add("desk", "10.0.0.2");
        pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);
        _network.Run(10);

        pi.Plugs.Clear();
        pi.Plug("10.0.0.77");
        _network.Run(1.5);

        desk.Found.ShouldHaveSingleItem().Addresses.ShouldBe([IPAddress.Parse("10.0.0.77")]);
        pi.Engine.Host.Name.ToString().ShouldBe("pi.local.");
    }

    [Fact]
    public void Two_interfaces_on_one_cable_are_no_conflict_with_oneself()
    {
        VirtualHost pi = _network.Add("pi", "10.0.0.1");
        pi.Plug("10.0.0.2", interfaceIndex: 7);
        VirtualHost desk = _network.Add("desk", "10.0.0.3");
        ServiceClaim claim = pi.Engine.Announce("Bench", Type, 4001, Text);
        desk.Look(Type);

        _network.Run(60);

        claim.Instance.ShouldBe("Bench");
        pi.Engine.Host.Name.ToString().ShouldBe("pi.local.");
        desk.Found.ShouldHaveSingleItem().Port.ShouldBe(4001);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    public void On_a_bad_network_all_are_found_nevertheless(double loss)
    {
        _network.Loss = loss;
        VirtualHost[] hosts =
        [
            _network.Add("a", "10.0.0.1"),
            _network.Add("b", "10.0.0.2"),
            _network.Add("c", "10.0.0.3"),
        ];
        foreach (VirtualHost host in hosts)
        {
            host.Engine.Announce(host.Name, Type, 4001, Text);
            host.Look(Type);
        }

        _network.Run(300);

        foreach (VirtualHost host in hosts)
            host.EverFound.Order().ShouldBe(["a", "b", "c"]);
    }
}
