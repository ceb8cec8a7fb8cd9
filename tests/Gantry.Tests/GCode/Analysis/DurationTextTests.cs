using Gantry.GCode.Analysis;

namespace Gantry.Tests.GCode.Analysis;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("1d 2h 3m 4s", 93784)]
    [InlineData("12m 2s", 722)]
    [InlineData("59s", 59)]
    [InlineData("9 min", 540)]
    [InlineData("1 hr 20 min 3 sec", 4803)]
    [InlineData("1 hour 4 minutes", 3840)]
    [InlineData("2 hours 1 minute", 7260)]
    [InlineData("3.93 minutes", 235.8)]
    [InlineData("  332.83 minutes", 19969.8)]
    [InlineData("01:20:30", 4830)]
    [InlineData("1:02:03:04", 93784)]
    [InlineData("20:30", 1230)]
    [InlineData("3661", 3661)]
    [InlineData("3720.97", 3720.97)]
    public void Every_slicers_way_is_read(string text, double seconds)
    {
        DurationText.Seconds(text)!.Value.ShouldBe(seconds, 1e-6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("1 fortnight")]
    [InlineData("a:b")]
    [InlineData("1:2:3:4:5")]
    public void What_is_no_duration_is_none(string text)
    {
        DurationText.Seconds(text).ShouldBeNull();
    }
}
