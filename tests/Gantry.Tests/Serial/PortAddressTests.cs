using Gantry.Serial;

namespace Gantry.Tests.Serial;

public sealed class PortAddressTests
{
    [Fact]
    public void A_path_is_a_local_device()
    {
        PortAddress address = PortAddress.Parse("./printer.tty");

        address.Scheme.ShouldBe(PortScheme.Device);
        address.Path.ShouldBe(Path.GetFullPath("printer.tty"));
        address.ToString().ShouldBe("./printer.tty");
    }

    [Theory]
    [InlineData("rfc2217://10.20.30.66:2217", PortScheme.Rfc2217, "10.20.30.66", 2217)]
    [InlineData("rfc2217://node", PortScheme.Rfc2217, "node", 2217)]
    [InlineData("RFC2217://node:4001?ign_set_control", PortScheme.Rfc2217, "node", 4001)]
    [InlineData("rfc2217://[::1]:4001", PortScheme.Rfc2217, "::1", 4001)]
    [InlineData("tcp://node:9000", PortScheme.Tcp, "node", 9000)]
    [InlineData("socket://node:9000", PortScheme.Tcp, "node", 9000)]
    public void A_url_has_host_and_port(string text, PortScheme scheme, string host, int port)
    {
        PortAddress address = PortAddress.Parse(text);

        address.Scheme.ShouldBe(scheme);
        address.Host.ShouldBe(host);
        address.Port.ShouldBe(port);
    }

    [Fact]
    public void Options_of_an_rfc2217_address_are_understood()
    {
        PortAddress address = PortAddress.Parse("rfc2217://node:4001?ign_set_control&timeout=7.5&poll_modem");

        address.IgnoreSetControl.ShouldBeTrue();
        address.AnswerTimeout.ShouldBe(TimeSpan.FromSeconds(7.5));
        address.IsWatch.ShouldBeFalse();
        PortAddress.Parse("rfc2217://node:4001?mode=watch").IsWatch.ShouldBeTrue();
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("http://node:80", "'http://' is not a kind of port")]
    [InlineData("tcp://node", "no port number")]
    [InlineData("rfc2217://:4001", "no host")]
    [InlineData("rfc2217://node:4001/dev/ttyUSB0", "a path after the port number")]
    [InlineData("rfc2217://node:4001?baud=9600", "'baud=9600'")]
    [InlineData("rfc2217://node:4001?timeout=0", "more than 0")]
    [InlineData("rfc2217://node:4001?mode=look", "mode=watch")]
    [InlineData("tcp://node:4001?mode=watch", "is not an option")]
    public void What_is_wrong_with_an_address_is_said(string text, string expected)
    {
        var e = Should.Throw<SerialPortException>(() => PortAddress.Parse(text));

        e.Error.ShouldBe(SerialError.BadAddress);
        e.Message.ShouldContain(expected);
    }
}
