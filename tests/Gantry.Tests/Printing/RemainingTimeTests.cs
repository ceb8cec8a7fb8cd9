using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.GCode;
using Gantry.GCode.Motion;
using Gantry.GCode.Words;
using Gantry.Printing.Progress;
using SampleFiles = Gantry.Tests.GCode.TestData;

namespace Gantry.Tests.Printing;

public sealed class RemainingTimeTests
{
    /// <summary>100 commands that take ten seconds each.</summary>
    private static readonly TimeCurve Even = new(
        [.. Enumerable.Range(1, 100).Select(i => (long)i)],
        [.. Enumerable.Range(1, 100).Select(i => i * 10.0)],
        TimeLeftOrigin.Estimate
    );

    [Fact]
    public async Task The_curve_of_a_file_is_the_estimate_in_at_most_a_thousand_points()
    {
        var builder = new TimeCurveBuilder(MachineSettings.Marlin);
        var estimator = new PrintTimeEstimator(MachineSettings.Marlin);
        var command = new GCodeCommand();
        var exact = new List<double>();
        using GCodeReader reader = GCodeReader.Open(SampleFiles.PathOf("durations/steps_fast_prusa.gcode"));
        while (await reader.ReadAsync())
        {
            // M73 left out, which would make it the slicer's.
            if (reader.Command.StartsWith("M73"u8))
                builder.Add("G4 P0"u8);
            else
                builder.Add(reader.Command);
            if (command.Parse(reader.Command))
                estimator.Execute(command);
            exact.Add(estimator.SecondsSoFar);
        }
        TimeCurve curve = builder.Finish();
        (curve.Origin, curve.Commands).ShouldBe((TimeLeftOrigin.Estimate, exact.Count));
        curve.Count.ShouldBeLessThanOrEqualTo(TimeCurve.MostPoints);
        curve.TotalSeconds.ShouldBe(estimator.Finish(), 5);
        for (int i = 0; i < exact.Count; i += 100)
            curve.SecondsAt(i + 1).ShouldBe(exact[i], 0.01 * curve.TotalSeconds);
    }

    [Fact]
    public async Task What_the_slicer_says_along_the_way_decides_where_it_is_said()
    {
        var builder = new TimeCurveBuilder(MachineSettings.Marlin, slicerSeconds: 1030);
        var estimator = new PrintTimeEstimator(MachineSettings.Marlin);
        var command = new GCodeCommand();
        var said = new List<(long Command, int Minutes)>();
        long number = 0;
        using GCodeReader reader = GCodeReader.Open(SampleFiles.PathOf("cube10.gcode"));
        while (await reader.ReadAsync())
        {
            if (command.Parse(reader.Command))
                estimator.Execute(command);
            // A slicer that thinks the first half takes twice as long as the second.
            double seconds = estimator.SecondsSoFar;
            int minutes = (int)Math.Round((1030 - Math.Min(seconds * 1.9, 340 + seconds * 0.95)) / 60);
            builder.Add(reader.Command);
            number++;
            if (said.Count > 0 && said[^1].Minutes <= minutes)
                continue;
            builder.Add(Encoding.ASCII.GetBytes($"M73 P0 R{minutes}"));
            said.Add((++number, minutes));
        }
        said.Count.ShouldBeGreaterThan(10);
        TimeCurve curve = builder.Finish();
        (curve.Origin, curve.TotalSeconds).ShouldBe((TimeLeftOrigin.Slicer, 1030));
        foreach ((long at, int minutes) in said)
            (curve.TotalSeconds - curve.SecondsAt(at)).ShouldBe(minutes * 60, 20);
    }

    [Fact]
    public void The_total_of_the_header_stretches_the_estimate()
    {
        var builder = new TimeCurveBuilder(MachineSettings.Marlin, slicerSeconds: 500);
        for (int i = 1; i <= 2000; i++)
            builder.Add(Encoding.ASCII.GetBytes($"G1 X{i % 2 * 100} F3000"));
        TimeCurve curve = builder.Finish();
        (curve.Origin, curve.TotalSeconds).ShouldBe((TimeLeftOrigin.Slicer, 500));
        curve.SecondsAt(1000).ShouldBe(250, 5);
    }

    [Fact]
    public void A_file_without_moves_has_no_curve_to_go_by()
    {
        var builder = new TimeCurveBuilder(MachineSettings.Marlin, 100);
        builder.Add("M117 hello"u8);
        builder.Finish().TotalSeconds.ShouldBe(0);
        new TimeCurveBuilder(MachineSettings.Marlin).Finish().SecondsAt(5).ShouldBe(0);
    }

    [Fact]
    public void The_time_left_of_a_slow_print_is_corrected()
    {
        var time = new RemainingTime(Even);
        // Everything takes half as long again.
        for (int second = 0; second <= 750; second++)
            time.Update(TimeSpan.FromSeconds(second), (long)(second / 15.0), 0, counts: true);
        time.Left!.Value.TotalSeconds.ShouldBe(750, 80);
        time.Progress.ShouldBe(0.5, 0.02);
    }

    [Fact]
    public void A_change_of_speed_shows_within_a_while()
    {
        var time = new RemainingTime(Even);
        double command = 0;
        for (int second = 0; command < 90; second++)
        {
            command += second < 300 ? 0.1 : 0.05;
            time.Update(TimeSpan.FromSeconds(second), (long)command, 0, counts: true);
        }
        time.Left!.Value.TotalSeconds.ShouldBe(200, 50);
    }

    [Fact]
    public void Heating_and_pauses_do_not_count()
    {
        var time = new RemainingTime(Even);
        time.Update(TimeSpan.Zero, 0, 0, counts: false);
        time.Update(TimeSpan.FromMinutes(10), 0, 0, counts: false);
        time.Left.ShouldBe(TimeSpan.FromSeconds(1000));
        for (int second = 601; second <= 1100; second++)
            time.Update(TimeSpan.FromSeconds(second), (second - 600) / 10, 0, counts: true);
        time.Left!.Value.TotalSeconds.ShouldBe(500, 15);
        time.Printed.ShouldBe(TimeSpan.FromSeconds(500));
        TimeSpan? before = time.Left;
        time.Update(TimeSpan.FromHours(5), 50, 0, counts: false);
        time.Left.ShouldBe(before);
    }

    [Fact]
    public void A_print_that_goes_on_after_an_interruption_knows_what_was_done()
    {
        var time = new RemainingTime(Even, command: 50, printed: TimeSpan.FromSeconds(520));
        time.Update(TimeSpan.FromHours(7), 50, 0.5, counts: true);
        time.Left!.Value.TotalSeconds.ShouldBe(500, 1);
        time.Printed.ShouldBe(TimeSpan.FromSeconds(520));
    }

    [Fact]
    public void Without_a_curve_the_slicers_countdown_is_followed()
    {
        var time = new RemainingTime(null);
        time.SlicerSays(TimeSpan.FromMinutes(20));
        time.Update(TimeSpan.Zero, 1, 0, counts: true);
        (time.Left, time.Origin).ShouldBe((TimeSpan.FromMinutes(20), TimeLeftOrigin.Slicer));
        // Each minute of it takes two.
        for (int second = 1; second <= 1200; second++)
        {
            if (second % 120 == 0)
                time.SlicerSays(TimeSpan.FromMinutes(20 - second / 120));
            time.Update(TimeSpan.FromSeconds(second), 1, 0, counts: true);
        }
        time.Left!.Value.TotalMinutes.ShouldBe(20, 4);
        time.Progress.ShouldBe(0.5, 0.05);
        time.SlicerSays(TimeSpan.FromMinutes(15));
        time.SlicerSays(TimeSpan.FromMinutes(-3));
        time.Left!.Value.TotalMinutes.ShouldBe(20, 4, "it does not count backwards");
    }

    [Fact]
    public void With_nothing_but_bytes_those_are_gone_by_after_a_minute()
    {
        var time = new RemainingTime(null);
        time.Update(TimeSpan.Zero, 0, 0, counts: true);
        time.Update(TimeSpan.FromSeconds(50), 10, 0.05, counts: true);
        (time.Left, time.Origin, time.Progress).ShouldBe((null, TimeLeftOrigin.Unknown, 0.05));
        time.Update(TimeSpan.FromSeconds(100), 20, 0.1, counts: true);
        (time.Left, time.Origin).ShouldBe((TimeSpan.FromSeconds(900), TimeLeftOrigin.Bytes));
    }

    [Fact]
    public void It_is_never_negative_and_ends_at_nothing()
    {
        var time = new RemainingTime(Even);
        for (int second = 0; second <= 5000; second += 10)
            time.Update(TimeSpan.FromSeconds(second), 99, 0.99, counts: true);
        time.Left!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        time.Update(TimeSpan.FromSeconds(5001), 100, 1, counts: true);
        (time.Left, time.Progress).ShouldBe((TimeSpan.Zero, 1));
    }

    [Fact]
    public void However_a_print_goes_the_time_left_is_a_sane_number() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(int Seconds, int Command, bool Counts, bool Says)[]>(),
                steps =>
                {
                    var time = new RemainingTime(steps.Length % 2 == 0 ? Even : null);
                    foreach ((int seconds, int command, bool counts, bool says) in steps)
                    {
                        if (says)
                            time.SlicerSays(TimeSpan.FromSeconds(command));
                        time.Update(TimeSpan.FromSeconds(seconds), command, command / 100.0, counts);
                        (time.Left ?? TimeSpan.Zero).ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
                        time.Progress.ShouldBeInRange(0, 1);
                    }
                }
            )
            .QuickCheckThrowOnFailure();
}
