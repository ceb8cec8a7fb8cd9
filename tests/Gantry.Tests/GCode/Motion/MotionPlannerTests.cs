using FsCheck;
using FsCheck.Fluent;
using Gantry.GCode.Motion;

namespace Gantry.Tests.GCode.Motion;

public sealed class MotionPlannerTests
{
    private static readonly MachineSettings Machine = MachineSettings.Marlin;

    [Fact]
    public void A_long_move_from_rest_to_rest_is_a_trapezoid()
    {
        var planner = new MotionPlanner(Machine);
        planner.Push(new Move(new(100, 0, 0, 0), 100, 7)).ShouldBeTrue();
        PlannedBlock block = planner.Take();
        block.Tag.ShouldBe(7);
        // 100 mm at 100 mm/s, with 3000 mm/s² at both ends: a ramp costs v/2a more than cruising.
        block.Seconds.ShouldBe(1 + 100.0 / 3000, 0.002);
        block.Profile.Cruise.ShouldBe(100);
        block.PositionAt(0).ShouldBe(default);
        block.PositionAt(block.Seconds / 2).X.ShouldBe(50, 0.5);
        block.PositionAt(block.Seconds).ShouldBe(new AxisValues(100, 0, 0, 0));
    }

    [Fact]
    public void A_move_in_one_line_with_the_next_does_not_slow_down()
    {
        var planner = new MotionPlanner(Machine);
        for (int i = 1; i <= 3; i++)
            planner.Push(new Move(new(50 * i, 0, 0, 0), 100, i));
        planner.Take().Profile.Exit.ShouldBe(100);
        PlannedBlock second = planner.Take();
        (second.Profile.Entry, second.Profile.Exit).ShouldBe((100, 100));
        second.Seconds.ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public void A_corner_is_taken_at_the_speed_that_junction_deviation_allows()
    {
        var planner = new MotionPlanner(Machine);
        planner.Push(new Move(new(50, 0, 0, 0), 200, 0));
        planner.Push(new Move(new(50, 50, 0, 0), 200, 0));
        // The change of direction points along both axes, so 3000 mm/s² on each of them gives 3000·√2.
        double half = Math.Sqrt(0.5);
        double expected = Math.Sqrt(Math.Min(3000, 3000 / half) * 0.013 * half / (1 - half));
        planner.Take().Profile.Exit.ShouldBe(expected, 0.01);
    }

    [Fact]
    public void A_corner_is_taken_at_the_speed_that_jerk_allows()
    {
        var planner = new MotionPlanner(Machine with { JunctionDeviation = 0 });
        planner.Push(new Move(new(50, 0, 0, 0), 200, 0));
        planner.Push(new Move(new(50, 50, 0, 0), 200, 0));
        PlannedBlock first = planner.Take();
        first.Profile.Entry.ShouldBe(10, 1e-9);
        first.Profile.Exit.ShouldBe(10, 1e-9);
    }

    [Fact]
    public void No_axis_goes_over_its_limits()
    {
        var planner = new MotionPlanner(Machine);
        planner.Push(new Move(new(0, 0, 10, 0), 300, 0));
        PlannedBlock lift = planner.Take();
        (lift.Profile.Cruise, lift.Profile.Acceleration).ShouldBe((5, 100));
        planner.Push(new Move(new(0, 0, 10, -5), 100, 0));
        PlannedBlock retract = planner.Take();
        (retract.Profile.Cruise, retract.Profile.Acceleration).ShouldBe((25, 3000));
    }

    [Fact]
    public void Moves_of_less_than_six_steps_are_added_to_the_next()
    {
        var planner = new MotionPlanner(Machine);
        planner.Push(new Move(new(0.05, 0, 0, 0), 100, 0)).ShouldBeFalse();
        planner.Push(new Move(new(0.1, 0, 0, 0), 100, 0)).ShouldBeTrue();
        planner.Take().Profile.Distance.ShouldBe(0.1);
    }

    [Fact]
    public void Short_moves_are_stretched_while_the_planner_runs_low()
    {
        var planner = new MotionPlanner(Machine);
        for (int i = 1; i <= 4; i++)
            planner.Push(new Move(new(0.2 * i, 0, 0, 0), 200, 0));
        planner.Take();
        planner.Take();
        // 1 ms at full speed; with two moves waiting Marlin adds what is missing to 20 ms: 0.2 mm in 20 ms.
        planner.Take().Profile.Cruise.ShouldBe(10, 0.01);
    }

    [Fact]
    public void A_full_planner_takes_no_move_and_an_empty_one_gives_none()
    {
        var planner = new MotionPlanner(Machine);
        Should.Throw<InvalidOperationException>(() => planner.Take());
        for (int i = 1; !planner.IsFull; i++)
            planner.Push(new Move(new(i, 0, 0, 0), 50, 0));
        // Marlin's ring of 16: one free place, one block that runs.
        planner.Count.ShouldBe(14);
        Should.Throw<InvalidOperationException>(() => planner.Push(new Move(new(99, 0, 0, 0), 50, 0)));
        planner.Clear(new(3, 0, 0, 0));
        planner.Count.ShouldBe(0);
        planner.Position.X.ShouldBe(3);
    }

    [Fact]
    public void Any_plan_is_smooth_and_within_the_limits()
    {
        Gen<(int x, int y, int e, int f)> move =
            from x in Gen.Choose(-400, 400)
            from y in Gen.Choose(-400, 400)
            from e in Gen.Choose(-20, 40)
            from f in Gen.Choose(1, 400)
            select (x, y, e, f);
        Prop.ForAll(
                move.ArrayOf().Zip(Gen.Elements(0, 0.013, 0.08)).ToArbitrary(),
                c =>
                {
                    MachineSettings machine = Machine with { JunctionDeviation = c.Item2 };
                    List<PlannedBlock> blocks = Run(machine, c.Item1);
                    for (int i = 0; i < blocks.Count; i++)
                        ShouldBeWithinLimits(machine, blocks[i], i == 0 ? null : blocks[i - 1]);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static List<PlannedBlock> Run(MachineSettings machine, (int x, int y, int e, int f)[] moves)
    {
        var planner = new MotionPlanner(machine);
        var blocks = new List<PlannedBlock>();
        AxisValues at = default;
        foreach ((int x, int y, int e, int f) in moves)
        {
            at += new AxisValues(x / 20.0, y / 20.0, 0, e / 50.0);
            if (planner.IsFull)
                blocks.Add(planner.Take());
            planner.Push(new Move(at, f, 0));
        }
        while (planner.Count > 0)
            blocks.Add(planner.Take());
        return blocks;
    }

    private static void ShouldBeWithinLimits(MachineSettings machine, PlannedBlock block, PlannedBlock? before)
    {
        Trapezoid p = block.Profile;
        // The slowest step rate of the stepper sets a floor that a plan may jump to.
        double floor = 120 / 80.0 * Math.Sqrt(2) + 3;
        double.IsFinite(block.Seconds).ShouldBeTrue();
        block.Seconds.ShouldBeGreaterThan(0);
        p.Cruise.ShouldBeGreaterThanOrEqualTo(Math.Max(p.Entry, p.Exit));
        AxisValues unit = (block.End - block.Start) * (1 / p.Distance);
        Math.Abs(unit.X * p.Cruise).ShouldBeLessThanOrEqualTo(machine.MaxFeedrate.X + 1e-6);
        Math.Abs(unit.E * p.Cruise).ShouldBeLessThanOrEqualTo(machine.MaxFeedrate.E + 1e-6);
        Math.Abs(unit.X * p.Acceleration).ShouldBeLessThanOrEqualTo(machine.MaxAcceleration.X + 1e-6);
        p.DistanceAt(block.Seconds).ShouldBe(p.Distance, 1e-6 + p.Distance * 1e-6);
        // What one block ends with, the next begins with.
        if (before is { } b && b.Profile.Exit > floor && p.Entry > floor)
            p.Entry.ShouldBe(b.Profile.Exit, 1e-6);
        double reachable = Math.Sqrt(p.Entry * p.Entry + 2 * p.Acceleration * p.Distance);
        p.Exit.ShouldBeLessThanOrEqualTo(Math.Max(reachable, floor) + 1e-6);
    }
}
