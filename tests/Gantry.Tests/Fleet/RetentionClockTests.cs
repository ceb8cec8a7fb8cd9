using Gantry.Fleet.History;

namespace Gantry.Tests.Fleet;

/// <summary>Whether the clock may decide what of the history is old.</summary>
public sealed class RetentionClockTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_first_look_an_hour_later_and_months_without_the_server_are_believed()
    {
        RetentionClock clock = new RetentionClock().Look(Now, TimeSpan.Zero);
        clock.Believes(Now).ShouldBeTrue();

        foreach (DateTimeOffset later in (DateTimeOffset[])[Now + Hour, Now.AddMonths(10), Now.AddMonths(9)])
            (clock = clock.Look(later, Hour)).Believes(later).ShouldBeTrue();
    }

    [Fact]
    public void A_clock_that_was_not_set_is_not()
    {
        DateTimeOffset unset = DateTimeOffset.UnixEpoch.AddDays(1);

        RetentionClock clock = new RetentionClock().Look(unset, Hour);

        clock.Believes(unset).ShouldBeFalse();
        clock.Look(Now, Hour).Believes(Now).ShouldBeTrue();
    }

    [Fact]
    public void Years_at_once_are_believed_when_the_server_has_run_with_them_for_a_week_also_with_restarts_between()
    {
        RetentionClock clock = new RetentionClock().Look(Now, Hour);
        DateTimeOffset far = Now.AddYears(54);
        int hours = 0;
        while (!(clock = clock.Look(far = far + Hour, hours % 10 == 0 ? TimeSpan.Zero : Hour)).Believes(far))
            hours++;

        hours.ShouldBeInRange(7 * 24, 8 * 24);
    }

    [Fact]
    public void Three_nodes_that_run_at_the_same_time_make_no_three_weeks_of_one()
    {
        RetentionClock clock = new RetentionClock().Look(Now, Hour);
        DateTimeOffset far = Now.AddYears(54);
        int looks = 0;
        while (!(clock = clock.Look(far += Hour / 3, Hour)).Believes(far))
            looks++;

        looks.ShouldBeInRange(3 * 7 * 24 - 3, 3 * 8 * 24);
    }

    [Fact]
    public void A_clock_that_is_set_right_again_is_believed_at_once()
    {
        RetentionClock clock = new RetentionClock().Look(Now, Hour).Look(Now.AddYears(54), Hour);

        clock = clock.Look(Now + Hour, Hour);

        clock.Believes(Now + Hour).ShouldBeTrue();
        clock.DoubtedSeconds.ShouldBe(0);
    }
}
