using Gantry.Fleet.Housekeeping;
using Gantry.Tests.Support;

namespace Gantry.Tests.Fleet;

/// <summary>What people are told of a disk whose free space lingers at a limit.</summary>
public sealed class DiskNewsTests
{
    [Fact]
    public void Free_space_that_lingers_at_the_limit_is_told_once_and_that_it_is_over_when_it_has_lasted()
    {
        var time = new ManualClock();
        var news = new DiskNews(time);
        news.IsNew(null).ShouldBeFalse();
        news.IsNew(DiskTroubleKind.Low).ShouldBeTrue();
        for (int i = 0; i < 100; i++)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            news.IsNew(i % 2 == 0 ? null : DiskTroubleKind.Low).ShouldBeFalse();
        }
        news.IsNew(DiskTroubleKind.Full).ShouldBeTrue("what is worse is told at once");

        news.IsNew(null).ShouldBeFalse();
        time.Advance(TimeSpan.FromMinutes(1));
        news.IsNew(null).ShouldBeTrue();
        news.Known.ShouldBeNull();
    }
}
