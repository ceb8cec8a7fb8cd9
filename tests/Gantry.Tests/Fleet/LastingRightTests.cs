using Gantry.Server.Problems;
using Gantry.Server.Security;
using Gantry.Storage;
using Gantry.Tests.Support;

namespace Gantry.Tests.Fleet;

/// <summary>How long who began a stream may have it.</summary>
public sealed class LastingRightTests
{
    private readonly ManualClock _clock = new();

    private LastingRight While(Func<bool> ask) => new(() => Task.FromResult(ask()), _clock);

    [Fact]
    public async Task A_right_that_was_taken_back_is_gone()
    {
        bool may = true;
        LastingRight right = While(() => may);

        (await right.HoldsAsync()).ShouldBeTrue();
        may = false;

        (await right.HoldsAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_that_is_none_any_more_gives_none() =>
        (await While(() => throw new ApiException(401, ProblemCode.SignInNeeded, "gone")).HoldsAsync()).ShouldBeFalse();

    [Fact]
    public async Task While_the_database_is_away_it_holds_for_five_minutes_from_when_it_was_last_heard()
    {
        bool isAway = false;
        LastingRight right = While(() =>
            isAway ? throw new StorageUnavailableException("away", new IOException()) : true
        );
        _clock.Advance(TimeSpan.FromMinutes(60));
        (await right.HoldsAsync()).ShouldBeTrue();
        isAway = true;

        _clock.Advance(TimeSpan.FromMinutes(4));
        (await right.HoldsAsync()).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromMinutes(1));

        (await right.HoldsAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Back_within_that_time_the_database_is_believed_again()
    {
        bool isAway = true;
        LastingRight right = While(() =>
            isAway ? throw new StorageUnavailableException("away", new IOException()) : true
        );
        _clock.Advance(TimeSpan.FromMinutes(4));
        (await right.HoldsAsync()).ShouldBeTrue();
        isAway = false;
        (await right.HoldsAsync()).ShouldBeTrue();
        isAway = true;

        _clock.Advance(TimeSpan.FromMinutes(4));

        (await right.HoldsAsync()).ShouldBeTrue();
    }
}
