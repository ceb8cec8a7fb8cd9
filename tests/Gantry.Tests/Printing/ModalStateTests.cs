using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.GCode;
using Gantry.GCode.Motion;
using Gantry.GCode.Words;
using Gantry.Printing.Jobs;
using SampleFiles = Gantry.Tests.GCode.TestData;

namespace Gantry.Tests.Printing;

public sealed class ModalStateTests
{
    [Fact]
    public void Nothing_is_known_of_a_printer_that_was_told_nothing()
    {
        var state = new ModalState();
        (state.Known, state.Homed, state.Feedrate, state.Tool).ShouldBe((AxisSet.None, AxisSet.None, 0, 0));
        (state.BedTarget, state.HotendTarget(0), state.Fan(0), state.PrintedZ).ShouldBe((null, null, null, null));
        (state.FeedratePercent, state.FlowPercent(0)).ShouldBe((100, 100));
    }

    [Fact]
    public void Positions_modes_and_speeds_follow_the_commands()
    {
        ModalState state = After(
            "G28",
            "G90",
            "M82",
            "G92 E0",
            "G1 X10 Y20 Z0.3 F1500",
            "G1 X15 E1.5",
            "G91",
            "G1 X1 Y-1 E0.5 F3000"
        );
        state.Position.ShouldBe(new AxisValues(16, 19, 0.3, 2));
        (state.IsRelative, state.IsExtruderRelative, state.Feedrate).ShouldBe((true, true, 3000));
        (state.Known, state.Homed).ShouldBe((AxisSet.All, AxisSet.All));
        state.PrintedZ.ShouldBe(0.3);
    }

    [Fact]
    public void Relative_moves_from_nowhere_lead_nowhere()
    {
        ModalState state = After("G91", "G1 X10", "G90", "G1 Y5");
        state.Known.ShouldBe(AxisSet.Y);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_G90_does_to_the_extruder_depends_on_the_firmware(bool marlin2, bool relative)
    {
        var state = new ModalState(marlin2);
        Run(state, "M83", "G90");
        state.IsExtruderRelative.ShouldBe(relative);
    }

    [Fact]
    public void Inches_are_told_in_millimetres()
    {
        ModalState state = After("G20", "G0 X1 F10");
        (state.Position.X, state.Feedrate, state.IsInInches).ShouldBe((25.4, 254, true));
    }

    [Fact]
    public void Homing_undoes_what_G92_shifted()
    {
        ModalState state = After("G28", "G0 X10 Y10 Z1", "G92 X0", "G0 X5");
        (state.Position.X, state.Shift.X, state.Shifted).ShouldBe((5, -10, AxisSet.X));
        Run(state, "G28 X");
        (state.Shift.X, state.Shifted, state.Known).ShouldBe((0, AxisSet.None, AxisSet.Y | AxisSet.Z));
        After("G92 X0").Shifted.ShouldBe(AxisSet.X, "nobody knows by how much");
        After("G92 E0").Shifted.ShouldBe(AxisSet.None);
    }

    [Fact]
    public void After_homing_the_head_is_at_home_where_that_is_known()
    {
        var state = new ModalState(home: new AxisValues(-5, 0, 10, 0));
        Run(state, "G0 X9 Y9 Z9", "G28 X Z");
        state.Position.ShouldBe(new AxisValues(-5, 9, 10, 0));
    }

    [Theory]
    [InlineData("M84", AxisSet.None)]
    [InlineData("M18 X Y", AxisSet.Z)]
    [InlineData("M84 S60", AxisSet.All)]
    [InlineData("M84 E", AxisSet.All)]
    public void Motors_that_are_off_have_no_home(string command, AxisSet homed) =>
        After("G28", command).Homed.ShouldBe(homed);

    [Fact]
    public void Heaters_fans_flow_and_speed_are_kept_for_each()
    {
        ModalState state = After(
            "M140 S60",
            "M104 S200",
            "M109 T1 R180",
            "T1",
            "M104 S190",
            "M141 S35",
            "M106",
            "M106 P1 S127",
            "M107",
            "M221 S95",
            "M220 S50"
        );
        (state.BedTarget, state.ChamberTarget, state.Tool).ShouldBe((60, 35, 1));
        (state.HotendTarget(0), state.HotendTarget(1), state.HotendTarget(2)).ShouldBe((200, 190, null));
        (state.Fan(0), state.Fan(1), state.Fan(2)).ShouldBe((0, 127, null));
        (state.FlowPercent(0), state.FlowPercent(1), state.FeedratePercent).ShouldBe((100, 95, 50));
    }

    [Fact]
    public void Settings_of_the_file_can_be_set_again()
    {
        After(
            "M204 P800 T1500",
            "M204 S500",
            "M204 R900",
            "M900 K0.05",
            "M201 X500",
            "M201 Y600 X550",
            "M117 K9",
            "M92 X80"
        )
            .SettingCommands.ShouldBe(["M201 X550 Y600", "M204 S500 R900", "M900 K0.05"]);
    }

    [Fact]
    public void What_is_printed_is_known_by_its_height()
    {
        ModalState state = After("G28", "G0 Z5", "G1 E5 F300", "G0 Z0.2", "G1 X10 Y0 E6", "G0 Z0.6", "G0 X20");
        (state.PrintedZ, state.HighestPrintedZ, state.JustPrinted).ShouldBe((0.2, 0.2, false));
        Run(state, "G1 X30 E8");
        (state.PrintedZ, state.JustPrinted).ShouldBe((0.6, true));
        Run(state, "G1 X35 E7");
        state.JustPrinted.ShouldBeFalse("that was a wipe");
    }

    [Fact]
    public void Other_state_is_kept_too()
    {
        ModalState state = After("G10", "G55", "M420 S1");
        (state.IsRetracted, state.Workspace, state.Leveling).ShouldBe((true, 1, BedLeveling.Stored));
        Run(state, "G11", "G59.3", "G29");
        (state.IsRetracted, state.Workspace, state.Leveling).ShouldBe((false, 8, BedLeveling.Probed));
    }

    [Fact]
    public void A_copy_is_independent()
    {
        ModalState state = After("G28", "G0 X1 Y1 Z1", "M104 S200", "M204 S500");
        ModalState copy = state.Clone();
        Run(state, "G0 X9", "M104 S0", "M204 S900", "M106 S255");
        (copy.Position.X, copy.HotendTarget(0), copy.Fan(0)).ShouldBe((1, 200, null));
        copy.SettingCommands.ShouldBe(["M204 S500"]);
        copy.Reset();
        copy.SettingCommands.ShouldBeEmpty();
        copy.Known.ShouldBe(AxisSet.None);
    }

    [Fact]
    public async Task A_replayed_file_ends_where_the_motion_model_ends()
    {
        var settings = MachineSettings.Marlin;
        var estimator = new PrintTimeEstimator(settings);
        var state = new ModalState(home: settings.Home);
        var command = new GCodeCommand();
        using GCodeReader reader = GCodeReader.Open(SampleFiles.PathOf("cube10.gcode"));
        using GCodeReader again = GCodeReader.Open(SampleFiles.PathOf("cube10.gcode"));
        while (await reader.ReadAsync())
        {
            command.Parse(reader.Command);
            estimator.Execute(command);
            if (reader.CommandNumber % 97 != 0)
                continue;
            (await state.ReplayAsync(again, reader.CommandNumber)).ShouldBeTrue();
            AxisValues difference = state.Position - estimator.Interpreter.Logical;
            (difference.Travel + Math.Abs(difference.E)).ShouldBe(0, 1e-9);
            (state.Feedrate / 60).ShouldBe(state.Feedrate == 0 ? 0 : estimator.Interpreter.Feedrate, 1e-9);
        }
        (await state.ReplayAsync(again, long.MaxValue)).ShouldBeFalse();
    }

    [Fact]
    public void No_command_makes_it_throw_or_lose_its_numbers() =>
        Prop.ForAll(
                Gen.Elements(
                        "G",
                        "M",
                        "T",
                        "X",
                        "E",
                        "S",
                        "P",
                        "-",
                        ".",
                        " ",
                        "1",
                        "92",
                        "104",
                        "999999999999",
                        "28",
                        "220",
                        "59.9"
                    )
                    .ListOf()
                    .Select(string.Concat)
                    .ListOf()
                    .ToArbitrary(),
                commands =>
                {
                    ModalState state = After([.. commands]);
                    double.IsFinite(state.Position.X + state.Position.E + state.Feedrate + state.FeedratePercent)
                        .ShouldBeTrue();
                }
            )
            .QuickCheckThrowOnFailure();

    private static ModalState After(params string[] commands)
    {
        var state = new ModalState();
        Run(state, commands);
        return state;
    }

    private static void Run(ModalState state, params string[] commands)
    {
        foreach (string command in commands)
            state.Execute(Encoding.ASCII.GetBytes(command));
    }
}
