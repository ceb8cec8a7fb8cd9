using System.Net;
using Gantry.Fleet.Notifications.Senders;

namespace Gantry.Tests.Fleet;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("93.184.215.14", true, true)]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c", true, true)]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("::1", false, true)]
    [InlineData("::ffff:127.0.0.1", false, true)]
    [InlineData("64:ff9b::7f00:1", false, true)]
    [InlineData("2002:7f00:1::", false, true)]
    [InlineData("64:ff9b:1::7f00:1", false, true)]
    [InlineData("64:ff9b:1::a9fe:a9fe", false, false)]
    [InlineData("::127.0.0.1", false, true)]
    [InlineData("::169.254.169.254", false, false)]
    [InlineData("::", false, true)]
    [InlineData("10.1.2.3", false, true)]
    [InlineData("172.31.0.1", false, true)]
    [InlineData("192.168.1.1", false, true)]
    [InlineData("100.64.0.1", false, true)]
    [InlineData("fd12::1", false, true)]
    [InlineData("0.0.0.0", false, true)]
    [InlineData("169.254.169.254", false, false)]
    [InlineData("::ffff:169.254.169.254", false, false)]
    [InlineData("fe80::1", false, false)]
    [InlineData("224.0.0.1", false, false)]
    [InlineData("255.255.255.255", false, false)]
    public void A_call_goes_to_the_local_network_only_when_that_is_allowed_and_never_to_a_clouds_keys(
        string address,
        bool outside,
        bool local
    )
    {
        AddressRules.IsAllowed(IPAddress.Parse(address), allowLocal: false).ShouldBe(outside);
        AddressRules.IsAllowed(IPAddress.Parse(address), allowLocal: true).ShouldBe(local);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("[::]")]
    [InlineData("127.0.0.1")]
    public async Task An_inner_address_is_refused_in_words(string host)
    {
        HttpRequestException refused = await Should.ThrowAsync<HttpRequestException>(() =>
            AddressRules.ConnectAsync(host, 80, allowLocal: false, TestContext.Current.CancellationToken)
        );
        refused.Message.ShouldContain("local network");
    }
}
