using System.Text;
using Gantry.GCode.Motion;
using Gantry.GCode.Words;

namespace Gantry.Tests.GCode.Motion;

public sealed class MotionInterpreterTests
{
    [Theory]
    [InlineData("G1 X10 Y5 Z1 E2", 10, 5, 1, 2)]
    [InlineData("G91|G1 X1 E1|G1 X1 E1", 2, 0, 0, 2)]
    [InlineData("M83|G1 X1 E1|G1 X3 E1", 3, 0, 0, 2)]
    [InlineData("M83|G90|G1 E1|G1 E1", 0, 0, 0, 1)]
    [InlineData("G1 E5|G92 E0|G1 E5", 0, 0, 0, 10)]
    [InlineData("G1 X10|G92 X0|G1 X5", 15, 0, 0, 0)]
    [InlineData("G1 X10|G92|G1 X5 Y5", 15, 5, 0, 0)]
    [InlineData("G1 X10 E3|G92 A0|G1 X5 E4", 5, 0, 0, 4)]
    [InlineData("G92 X-5|G28|G1 X5", 5, 0, 0, 0)]
    [InlineData("G1 X5 Y5 Z5|G28 X", 0, 5, 5, 0)]
    [InlineData("G20|G1 X1", 25.4, 0, 0, 0)]
    [InlineData("G20|G21|G1 X1", 1, 0, 0, 0)]
    [InlineData("M221 S50|G1 E10", 0, 0, 0, 5)]
    [InlineData("G1 X1 E1|G10|G10|G11|G1 E2", 1, 0, 0, 2)]
    [InlineData("M207 S2 Z0.5|G1 Z1|G10", 0, 0, 1.5, -2)]
    [InlineData("G2 X10 Y0 I5 J0", 10, 0, 0, 0)]
    [InlineData("G3 X10 Y0 R5 E1", 10, 0, 0, 1)]
    public void Positions_follow_the_commands(string commands, double x, double y, double z, double e)
    {
        (MotionInterpreter interpreter, List<Move> moves) = Run(commands);
        interpreter.Position.X.ShouldBe(x, 1e-9);
        interpreter.Position.Y.ShouldBe(y, 1e-9);
        interpreter.Position.Z.ShouldBe(z, 1e-9);
        interpreter.Position.E.ShouldBe(e, 1e-9);
        if (!commands.EndsWith("G28 X", StringComparison.Ordinal))
            moves[^1].Target.ShouldBe(interpreter.Position);
    }

    [Fact]
    public void Where_the_extruder_has_a_mode_of_its_own_G90_leaves_it_alone()
    {
        MachineSettings klipper = MachineSettings.Marlin with { G90SetsExtruder = false };
        Run("M83|G90|G1 E1|G1 E1", klipper).Interpreter.Position.E.ShouldBe(2);
    }

    [Fact]
    public void The_files_own_coordinates_are_what_M114_tells()
    {
        (MotionInterpreter interpreter, _) = Run("G1 X10 E3|G92 X0 E0|G1 X5 E1");
        interpreter.Logical.ShouldBe(new AxisValues(5, 0, 0, 1));
    }

    [Fact]
    public void Volumetric_extrusion_is_turned_into_filament()
    {
        (MotionInterpreter interpreter, _) = Run("M200 D2|G1 E3.14159265358979");
        interpreter.Position.E.ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Speed_is_in_mm_a_minute_and_kept()
    {
        (_, List<Move> moves) = Run("G1 X1 F600|G1 X2|M220 S50|G1 X3|G1 X4 F1200");
        moves.Select(m => m.Feedrate).ShouldBe([10, 10, 5, 10]);
    }

    [Theory]
    [InlineData("G2 X10 Y10 I10 J0", Math.PI * 10 / 2)]
    [InlineData("G3 X10 Y10 I10 J0", Math.PI * 10 * 3 / 2)]
    [InlineData("G2 I10", Math.PI * 20)]
    [InlineData("G3 I10 P1", Math.PI * 40)]
    [InlineData("G2 X10 Y10 R10", Math.PI * 10 / 2)]
    [InlineData("G2 X10 Y10 R-10", Math.PI * 10 * 3 / 2)]
    [InlineData("G3 X20 R10", Math.PI * 10)]
    public void Arcs_are_cut_into_pieces_of_about_a_millimetre(string arc, double length)
    {
        (_, List<Move> moves) = Run(arc);
        moves.Count.ShouldBe((int)length);
        double sum = 0;
        AxisValues at = default;
        foreach (Move move in moves)
        {
            sum += (move.Target - at).Travel;
            at = move.Target;
        }
        sum.ShouldBe(length, length * 0.003);
    }

    [Theory]
    [InlineData("G2 X10")]
    [InlineData("G1 F600")]
    [InlineData("G1")]
    [InlineData("T1000")]
    [InlineData("M104 S200")]
    public void What_moves_nothing_gives_no_move(string command)
    {
        Run(command).Moves.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("G4 P1500", 1.5)]
    [InlineData("G4 S2", 2)]
    [InlineData("G4 S2 P500", 2)]
    public void A_dwell_has_its_seconds(string command, double seconds)
    {
        var interpreter = new MotionInterpreter(MachineSettings.Marlin, new MotionPlanner(MachineSettings.Marlin));
        interpreter.Interpret(Parse(command)).ShouldBe(MotionAction.Dwell);
        interpreter.DwellSeconds.ShouldBe(seconds);
    }

    [Fact]
    public void Limits_follow_the_commands()
    {
        double Seconds(string before) => Estimate(before + "|G1 X100 F12000");
        Seconds("M203 X50").ShouldBe(2 + 50.0 / 3000, 0.01);
        Seconds("M203 X0").ShouldBe(Seconds("M105"));
        Seconds("M204 T1000").ShouldBe(0.5 + 0.2, 0.01);
        Seconds("M204 S1000").ShouldBe(Seconds("M204 T1000"));
        Seconds("M204 P1000").ShouldBe(Seconds("M105"));
        Seconds("M201 X1000").ShouldBe(Seconds("M204 T1000"));
        Seconds("M220 S50").ShouldBe(1 + 100.0 / 3000, 0.01);
    }

    [Fact]
    public void Waiting_and_dwelling_stop_the_head()
    {
        double through = Estimate("G1 X50 F6000|G1 X100");
        Estimate("G1 X50 F6000|M400|G1 X100").ShouldBeGreaterThan(through + 0.03);
        Estimate("G1 X50 F6000|G4 S3|G1 X100").ShouldBeGreaterThan(through + 3);
    }

    [Fact]
    public void The_same_file_takes_as_long_whatever_the_unit()
    {
        Estimate("G20|G1 X2 F100").ShouldBe(Estimate("G1 X50.8 F2540"), 1e-9);
    }

    private static double Estimate(string commands)
    {
        // A processor that plans in no time, so that only the moves count.
        MachineSettings settings = MachineSettings.Marlin with
        {
            PlanningSeconds = 0,
            FirstBlockDelay = 1e-9,
        };
        var estimator = new PrintTimeEstimator(settings);
        foreach (string command in commands.Split('|'))
            estimator.Execute(Parse(command));
        return estimator.Finish();
    }

    private static (MotionInterpreter Interpreter, List<Move> Moves) Run(
        string commands,
        MachineSettings? settings = null
    )
    {
        settings ??= MachineSettings.Marlin;
        var interpreter = new MotionInterpreter(settings, new MotionPlanner(settings));
        var moves = new List<Move>();
        foreach (string command in commands.Split('|'))
        {
            interpreter.Interpret(Parse(command));
            while (interpreter.TryNextMove(out Move move))
                moves.Add(move);
        }
        return (interpreter, moves);
    }

    private static GCodeCommand Parse(string text)
    {
        var command = new GCodeCommand();
        command.Parse(Encoding.ASCII.GetBytes(text)).ShouldBeTrue();
        return command;
    }
}
