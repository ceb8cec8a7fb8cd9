using System.Text;
using Gantry.GCode;
using Gantry.GCode.Analysis;
using Gantry.Printing.Jobs;
using Gantry.Printing.Scripts;
using Gantry.Simulator;
using Gantry.Tests.Simulator;
using SampleFiles = Gantry.Tests.GCode.TestData;

namespace Gantry.Tests.Printing;

public sealed class LayerResumeTests
{
    private static readonly ScriptMachine Machine = new()
    {
        ParkX = 5,
        ParkY = 200,
        Limits = new PrinterLimits
        {
            MaxX = 220,
            MaxY = 220,
            MaxZ = 250,
        },
    };

    private static readonly LayerResumeOptions Possible = new()
    {
        Kinematics = PrinterKinematics.IndependentZ,
        CanHomeXY = true,
    };

    [Theory]
    [InlineData("cube10.gcode", 50, 0.2)]
    [InlineData("durations/cube10_prusa.gcode", 50, 0.2)]
    [InlineData("slicers/cura_marlin.gcode", 0, 0.2)]
    [InlineData("slicers/knob_prusa.gcode", 0, 0.3)]
    public async Task The_layers_of_a_file_are_found_by_what_is_printed(string file, int count, double height)
    {
        LayerMap map = await MapOf(file);
        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(new MemoryStream(SampleFiles.Bytes(file)));
        map.IsOneAfterAnother.ShouldBeFalse();
        Math.Abs(map.Layers.Count - analysis.Layers.Count).ShouldBeLessThanOrEqualTo(count == 0 ? 2 : 0);
        map.Layers[^1].Z.ShouldBe(analysis.Layers.Top!.Value, 0.001);
        (map.Layers[5].Z - map.Layers[4].Z).ShouldBe(height, 0.011);
        map.Layers.Select(l => l.FirstCommand).ShouldBe(map.Layers.Select(l => l.FirstCommand).Order());
    }

    [Fact]
    public async Task A_layer_begins_behind_the_last_that_was_printed_of_the_one_below()
    {
        LayerMap map = await MapOf("cube10.gcode");
        foreach (LayerStart layer in map.Layers.Skip(1))
        {
            ModalState state = await StateBefore("cube10.gcode", layer.FirstCommand);
            (state.PrintedZ, state.JustPrinted).ShouldBe((map.Layers[layer.Index - 2].Z, true));
            map.At(layer.FirstCommand).ShouldBe(layer);
            map.At(layer.FirstCommand - 1)!.Value.Index.ShouldBe(layer.Index - 1);
        }
        map.At(0).ShouldBeNull();
    }

    [Fact]
    public void A_priming_line_is_no_layer_and_objects_in_turn_are_noticed()
    {
        LayerMap primed = MapOf(["G28", "G1 Z0.3", "G1 X50 E9", "G0 Z0.2", "G1 X60 E10", "G0 Z0.4", "G1 X50 E11"]);
        primed.Layers.Select(l => l.Z).ShouldBe([0.2, 0.4]);
        LayerMap inTurn = MapOf([
            "G28",
            "G1 Z0.2",
            "G1 X50 E1",
            "G1 Z5",
            "G1 X60 E2",
            "G0 Z0.2",
            "G1 X150 E3",
            "G0 Z0.4",
            "G1 X160 E4",
        ]);
        (inTurn.IsOneAfterAnother, inTurn.Layers.Count).ShouldBe((true, 2));
    }

    [Fact]
    public async Task The_print_goes_on_exactly_as_the_file_wants_it()
    {
        LayerResumeRequest request = await RequestAt(20);
        LayerResumePlan plan = LayerResume.Plan(request);
        plan.FirstCommand.ShouldBe(request.Layer.FirstCommand);
        var state = new ModalState();
        Run(state, plan.Commands);
        ModalState wanted = request.State;
        (state.Position.X, state.Position.Y, state.Position.E).ShouldBe(
            (wanted.Position.X, wanted.Position.Y, Math.Round(wanted.Position.E, 5))
        );
        state.Position.Z.ShouldBe(request.Layer.Z, 1e-9);
        (state.IsRelative, state.IsExtruderRelative, state.IsInInches).ShouldBe(
            (wanted.IsRelative, wanted.IsExtruderRelative, wanted.IsInInches)
        );
        (state.Feedrate, state.FeedratePercent, state.FlowPercent(0)).ShouldBe(
            (wanted.Feedrate, wanted.FeedratePercent, wanted.FlowPercent(0))
        );
        (state.HotendTarget(0), state.BedTarget, state.Fan(0)).ShouldBe(
            (wanted.HotendTarget(0), wanted.BedTarget, wanted.Fan(0))
        );
        state.SettingCommands.ShouldBe(wanted.SettingCommands);
        (state.Homed & AxisSet.Z).ShouldBe(AxisSet.None);
    }

    [Fact]
    public async Task The_head_never_goes_sideways_near_the_part_and_Z_is_never_homed()
    {
        LayerResumeRequest request = await RequestAt(20);
        double stopped = request.Stopped.PrintedZ!.Value;
        var state = new ModalState();
        bool declared = false;
        foreach (string command in LayerResume.Plan(request).Commands)
        {
            ModalState before = state.Clone();
            Run(state, [command]);
            command.ShouldNotMatch("^G28.*Z|^G28$|^G29|^G30");
            if (command.StartsWith("G92 Z"))
                declared = true;
            bool sideways = state.Position.X != before.Position.X || state.Position.Y != before.Position.Y;
            if (sideways || command.StartsWith("G28"))
                state.Position.Z.ShouldBeGreaterThanOrEqualTo(stopped + Possible.Lift, command);
            if (declared)
                state.Position.Z.ShouldBeGreaterThanOrEqualTo(stopped, command);
        }
    }

    [Fact]
    public async Task Warm_and_loose_first_then_up_then_home_then_hot_then_prime_then_down()
    {
        LayerResumeRequest request = await RequestAt(20);
        string[] commands = [.. LayerResume.Plan(request).Commands];
        string[] order =
        [
            "M140 S",
            "M109 S150",
            "G92 Z",
            "G0 Z10 ",
            "G28 X Y",
            "G0 X5 Y200",
            "M190 S",
            "M109 S",
            "G1 E20 ",
            "G1 E-2 ",
            "G0 X",
            "G0 Z",
            "G1 E2 ",
            "G92 E",
        ];
        int at = -1;
        foreach (string beginning in order)
        {
            at = Array.FindIndex(commands, at + 1, c => c.StartsWith(beginning));
            at.ShouldBeGreaterThanOrEqualTo(0, $"{beginning} comes in this order in\n{string.Join('\n', commands)}");
        }
    }

    [Fact]
    public async Task A_kept_map_of_the_bed_is_switched_on_before_the_height_is_said_and_after_homing()
    {
        LayerResumeRequest request = await RequestAt(20);
        Run(request.State, ["M420 S1"]);
        string[] commands = [.. LayerResume.Plan(request).Commands];
        int declare = Array.FindIndex(commands, c => c.StartsWith("G92 X"));
        commands[declare].ShouldContain(" Z");
        commands[declare - 1].ShouldBe("M420 S1");
        commands[Array.IndexOf(commands, "G28 X Y") + 1].ShouldBe("M420 S1");
    }

    [Fact]
    public async Task Simulated_firmware_that_was_restarted_takes_every_command()
    {
        LayerResumeRequest request = await RequestAt(20);
        var host = new TestHost(new PrinterOptions());
        foreach (string command in LayerResume.Plan(request).Commands)
        {
            string[] answer = host.Ask(TimeSpan.FromMinutes(10), command);
            answer.ShouldContain("ok", command);
            answer.ShouldNotContain(
                l => l.Contains("Unknown") || l.Contains("prevented") || l.Contains("Error"),
                command
            );
        }
        string position = host.Ask("M114")[0];
        position.ShouldStartWith(
            FormattableString.Invariant(
                $"X:{request.State.Position.X:F2} Y:{request.State.Position.Y:F2} Z:{request.Layer.Z:F2}"
            )
        );
    }

    [Fact]
    public async Task What_cannot_be_done_safely_is_refused_with_its_reason()
    {
        LayerResumeRequest good = await RequestAt(20);
        Refusal(good with { Options = new LayerResumeOptions { CanHomeXY = true } })
            .ShouldBe(LayerResumeRefusal.KinematicsUnknown);
        Refusal(good with { Options = Possible with { Kinematics = PrinterKinematics.Coupled } })
            .ShouldBe(LayerResumeRefusal.CannotHomeAlone);
        Refusal(good with { Options = Possible with { CanHomeXY = false } })
            .ShouldBe(LayerResumeRefusal.CannotHomeAlone);
        Refusal(good with { Options = Possible with { NeedsHomedZ = true } }).ShouldBe(LayerResumeRefusal.NeedsHomedZ);
        Refusal(good with { Layers = null }).ShouldBe(LayerResumeRefusal.NoLayers);
        Refusal(good with { Layers = good.Layers! with { IsOneAfterAnother = true } })
            .ShouldBe(LayerResumeRefusal.OneAfterAnother);
        Refusal(good with { State = After(good, "G91") }).ShouldBe(LayerResumeRefusal.Relative);
        Refusal(good with { State = After(good, "G29") }).ShouldBe(LayerResumeRefusal.PositionUnknown);
        Refusal(good with { Stopped = new ModalState() }).ShouldBe(LayerResumeRefusal.PositionUnknown);
        Refusal(good with { State = After(good, "G92 X3") }).ShouldBe(LayerResumeRefusal.Shifted);
        Refusal(good with { State = After(good, "G55", "G1 X1 Y1 Z1") }).ShouldBe(LayerResumeRefusal.Shifted);
        Refusal(good with { State = After(good, "M104 S0") }).ShouldBe(LayerResumeRefusal.NoTemperature);
        Refusal(good with { Machine = Machine with { Limits = new PrinterLimits { MaxZ = 5 } } })
            .ShouldBe(LayerResumeRefusal.NoRoomAbove);
        Refusal(good with { Layer = good.Layers!.Layers[3] }).ShouldBe(LayerResumeRefusal.BelowPart);
        Refusal(good with { Machine = Machine with { ParkX = null } }).ShouldBe(LayerResumeRefusal.NoPlaceToPrime);
        Refusal(good with { Part = new Box(0, 0, 0, 220, 220, 10) }).ShouldBe(LayerResumeRefusal.NoPlaceToPrime);
        LayerResume.Plan(good).Warnings.Count.ShouldBe(1);
        LayerResume.Plan(good with { Layer = good.Layers.Layers[25] }).Warnings.ShouldContain(w => w.Contains("gap"));
        LayerResume
            .Plan(good with { State = After(good, "G29", "G1 X1 Y1 Z4") })
            .Warnings.ShouldContain(w => w.Contains("probed"));
    }

    [Theory]
    [InlineData("Cartesian", PrinterKinematics.IndependentZ)]
    [InlineData("corexy", PrinterKinematics.IndependentZ)]
    [InlineData("Delta", PrinterKinematics.Coupled)]
    [InlineData("", PrinterKinematics.Unknown)]
    public void Kinematics_are_known_by_their_names(string name, PrinterKinematics kinematics) =>
        KinematicsNames.Parse(name).ShouldBe(kinematics);

    private static LayerResumeRefusal Refusal(LayerResumeRequest request) =>
        Should.Throw<LayerResumeException>(() => LayerResume.Plan(request)).Refusal;

    private static async Task<LayerResumeRequest> RequestAt(int layer)
    {
        const string file = "cube10.gcode";
        LayerMap map = await MapOf(file);
        LayerStart start = map.Layers[layer - 1];
        return new LayerResumeRequest
        {
            Layers = map,
            Layer = start,
            State = await StateBefore(file, start.FirstCommand),
            // The printer restarted in the middle of the layer.
            Stopped = await StateBefore(file, map.Layers[layer].FirstCommand - 5),
            Machine = Machine,
            Part = new Box(100, 100, 0, 120, 120, 10),
            Options = Possible,
        };
    }

    private static ModalState After(LayerResumeRequest request, params string[] commands)
    {
        ModalState state = request.State.Clone();
        Run(state, commands);
        return state;
    }

    private static async Task<ModalState> StateBefore(string file, long command)
    {
        var state = new ModalState();
        using var reader = new GCodeReader(new MemoryStream(SampleFiles.Bytes(file)));
        (await state.ReplayAsync(reader, command - 1)).ShouldBeTrue();
        return state;
    }

    private static async Task<LayerMap> MapOf(string file)
    {
        var builder = new LayerMapBuilder(new ModalState());
        using var reader = new GCodeReader(new MemoryStream(SampleFiles.Bytes(file)));
        while (await reader.ReadAsync())
            builder.Add(reader.Command);
        return builder.Finish();
    }

    private static LayerMap MapOf(IEnumerable<string> commands)
    {
        var builder = new LayerMapBuilder(new ModalState());
        foreach (string command in commands)
            builder.Add(Encoding.ASCII.GetBytes(command));
        return builder.Finish();
    }

    private static void Run(ModalState state, IEnumerable<string> commands)
    {
        foreach (string command in commands)
            state.Execute(Encoding.ASCII.GetBytes(command));
    }
}
