using Gantry.Cli.Discovery;
using Gantry.Serial;

namespace Gantry.Tests.Cli;

/// <summary>Which shared port is meant by a name.</summary>
public sealed class SharedNameTests
{
    private static readonly FoundShare[] Found =
    [
        new("rfc2217://pi:4001", 4001, "CP2102 USB to UART", "0001", "/dev/ttyUSB0"),
        new("rfc2217://pi:4002", 4002, "ttyUSB0", "", "/dev/ttyACM0"),
        new("rfc2217://desk:4001", 4001, "cp2102 usb to uart", "0002", "/dev/ttyUSB7"),
    ];

    [Theory]
    [InlineData("0002", "rfc2217://desk:4001")]
    [InlineData("ttyUSB0", "rfc2217://pi:4001")]
    [InlineData("ttyACM0", "rfc2217://pi:4002")]
    public void A_serial_number_or_a_device_names_a_share(string name, string url) =>
        SharedName.Choose(name, Found).ShouldBe(url);

    [Fact]
    public void A_name_that_several_have_is_not_guessed_at() =>
        Should
            .Throw<SerialPortException>(() => SharedName.Choose("CP2102 USB to UART", Found))
            .Message.ShouldContain("rfc2217://pi:4001, rfc2217://desk:4001");

    [Fact]
    public void A_name_that_nobody_has_is_not_found() =>
        Should
            .Throw<SerialPortException>(() => SharedName.Choose("nothing", Found))
            .Error.ShouldBe(SerialError.NotFound);

    [Theory]
    [InlineData("rfc2217://pi:4001")]
    [InlineData("/dev/ttyUSB0")]
    [InlineData("./printer.tty")]
    public async Task An_address_is_taken_as_it_is(string text) =>
        (await SharedName.FindAsync(text, TestContext.Current.CancellationToken)).Text.ShouldBe(text);
}
