using Gantry.Cli.Discovery;
using Gantry.Discovery.Services;

namespace Gantry.Tests.Discovery;

/// <summary>Which device <c>gantry discover</c> means: a serial number is never replaced by a place.</summary>
public sealed class DeviceChoiceTests
{
    private static readonly FoundShare[] Found =
    [
        new("rfc2217://10.0.0.1:4001", 4001, "CP2102", "0001", "/dev/ttyUSB0"),
        new("rfc2217://10.0.0.1:4002", 4002, "CH340", "", "/dev/ttyUSB1"),
    ];

    [Theory]
    [InlineData(null, null, null, null, 4001)]
    [InlineData(1, null, null, null, 4002)]
    [InlineData(2, null, null, null, 0)]
    [InlineData(null, "0001", null, null, 4001)]
    [InlineData(1, "0001", null, null, 4001)]
    [InlineData(0, "missing", null, null, 0)]
    [InlineData(null, "000", null, null, 0)]
    [InlineData(null, null, "1", null, 4002)]
    [InlineData(null, null, "1", "0001", 4001)]
    [InlineData(null, null, "0", "missing", 0)]
    [InlineData(1, null, "0", "0001", 4002)]
    [InlineData(null, null, "", "", 4001)]
    public void The_right_one_is_chosen_or_none(
        int? index,
        string? serial,
        string? indexVariable,
        string? serialVariable,
        int port
    )
    {
        DeviceChoice.TryRead(index, serial, Environment, out DeviceChoice choice).ShouldBeTrue();

        (choice.Choose(Found)?.Port ?? 0).ShouldBe(port);

        string? Environment(string name) => name == "ESP32_INDEX" ? indexVariable : serialVariable;
    }

    [Theory]
    [InlineData("one")]
    [InlineData("-1")]
    public void A_place_in_the_environment_that_is_no_number_is_refused(string text) =>
        DeviceChoice.TryRead(null, null, name => name == "ESP32_INDEX" ? text : null, out _).ShouldBeFalse();

    [Fact]
    public void A_share_that_is_announced_says_what_it_is()
    {
        var share = new AnnouncedShare(4001, IsRaw: false, "/dev/ttyUSB0", "CP2102", "0001");

        share.Describe("pi").Name.ShouldBe("CP2102 0001 on pi");
        share.Describe("pi").Type.ShouldBe("_rfc2217._tcp");
        share.Describe("pi").Text.ShouldContain(new KeyValuePair<string, string>("serial", "0001"));
        new AnnouncedShare(4001, IsRaw: true, "/dev/ttyS0", "", "").Describe("pi").Name.ShouldBe("ttyS0 on pi");
    }
}
