using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.Firmware.Temperatures;
using Gantry.GCode.Analysis;
using Gantry.Printing.Jobs;
using Gantry.Printing.Scripts;
using Gantry.Tests.Simulator;
using SampleFiles = Gantry.Tests.GCode.TestData;

namespace Gantry.Tests.Printing;

public sealed class GCodeScriptTests
{
    private static readonly ScriptMachine Machine = new()
    {
        ParkX = 5,
        ParkY = 200.5,
        Limits = new PrinterLimits
        {
            MaxX = 220,
            MaxY = 220,
            MaxZ = 250,
        },
    };

    [Fact]
    public void Placeholders_are_replaced_and_comments_cut()
    {
        ScriptValues values = Printing() with { JobName = "cube", PrinterName = "Anna" };
        Expand("; hello\n\nG0 X{{park.x}} Y{{park.y}} ; park\nM117 {{printer.name}} prints {{ job.name }}\n", values)
            .ShouldBe(["G0 X5 Y200.5", "M117 Anna prints cube"]);
    }

    [Fact]
    public void A_line_is_left_out_while_a_placeholder_stands_for_nothing()
    {
        const string script =
            "G1 E-{{retract.length}} F{{retract.feedrate}}\nM141 S{{chamber.target}}\nM117 By {{job.owner}}\nM84";
        Expand(script, Printing() with { CanExtrude = false }).ShouldBe(["M84"]);
        Expand(script, Printing() with { CanExtrude = true, JobOwner = "Eva" })
            .ShouldBe(["G1 E-2 F1800", "M117 By Eva", "M84"]);
    }

    [Theory]
    [InlineData("M84\nM117 {{jobname}}", 2, "{{jobname}} is not a placeholder")]
    [InlineData("G0 X{{position.q}}", 1, "There is position.e, position.feedrate, position.x")]
    [InlineData("G0 X{{position.x", 1, "does not end with }}")]
    [InlineData("G0 X{position.x}", 1, "Braces")]
    [InlineData("{{position.x}}", 1, "behind a letter")]
    [InlineData("G{{tool}} X5", 1, "behind a letter")]
    [InlineData("M{{position.x}}", 1, "behind a letter")]
    [InlineData("G0 X5 {{position.x}}", 1, "behind a letter")]
    [InlineData("{{job.name}}", 1, "only into a message")]
    [InlineData("G1 X5 {{job.name}}", 1, "only into a message")]
    [InlineData("M118 {{job.name}}", 1, "behind a word")]
    [InlineData("M118 A1 {{job.name}}", 1, "behind a word")]
    [InlineData("M140 S0 {{heaters.off}}", 1, "alone on a line")]
    [InlineData("N5 G28", 1, "Line numbers")]
    [InlineData("M110 N5", 1, "M110")]
    [InlineData("G28*5", 1, "star")]
    [InlineData("G28 \u0007", 1, "U+0007")]
    [InlineData("M104 Sé", 1, "not ASCII")]
    [InlineData(
        "M117 a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p",
        1,
        "firmware takes 82"
    )]
    public void What_could_harm_is_refused_when_it_is_saved(string script, int line, string message)
    {
        ScriptException e = Should.Throw<ScriptException>(() => GCodeScript.Parse(script));
        e.Line.ShouldBe(line);
        e.Message.ShouldContain(message);
    }

    [Fact]
    public void Endless_scripts_are_refused()
    {
        Should.Throw<ScriptException>(() => GCodeScript.Parse(new string('x', 20_000)));
        Should.Throw<ScriptException>(() => GCodeScript.Parse(string.Concat(Enumerable.Repeat("M84\n", 501))));
    }

    [Theory]
    [InlineData("a\nM112\r\nG28", "M117 By a M112 G28")]
    [InlineData("x*33;y(z)\"\\{{printer.name}}", "M117 By x_33_y_z_____printer.name__")]
    [InlineData("\u001b[2Jü\u202e", "M117 By ü")]
    public void A_name_cannot_become_a_command(string owner, string command) =>
        Expand("M117 By {{job.owner}}", Printing() with { JobOwner = owner }).ShouldBe([command]);

    [Fact]
    public void A_long_name_is_cut_so_that_the_firmware_takes_the_line()
    {
        string line = Expand(
                "M117 Layer by {{job.owner}} and {{job.name}}",
                Printing() with
                {
                    JobOwner = new string('ü', 500),
                    JobName = "cube",
                }
            )
            .Single();
        Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(GCodeScript.MostCommandBytes);
        line.ShouldStartWith("M117 Layer by üüüüü");
    }

    [Theory]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(-0.000001, "0")]
    [InlineData(1e-7, "0")]
    [InlineData(123456.5, "123456.5")]
    [InlineData(double.NaN, null)]
    [InlineData(double.PositiveInfinity, null)]
    [InlineData(1e12, null)]
    public void Numbers_have_a_point_and_no_exponent(double number, string? text)
    {
        ScriptFormat.Number(number).ShouldBe(text);
    }

    [Fact]
    public void Whatever_people_call_things_a_script_gives_one_harmless_line() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>(),
                name =>
                {
                    string line = Expand("M117 Hi {{job.name}}!", Printing() with { JobName = name ?? "" }).Single();
                    line.ShouldStartWith("M117 Hi");
                    line.IndexOfAny(['\n', '\r', '*', ';', '\0', '\u001b']).ShouldBe(-1);
                    Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(GCodeScript.MostCommandBytes);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_default_pause_parks_and_the_resume_comes_back_to_the_very_place()
    {
        var state = new ModalState();
        string[] print =
        [
            "G28",
            "M140 S60",
            "M104 S200",
            "G90",
            "M83",
            "G92 E0",
            "M220 S110",
            "G1 X50 Y60 Z1.2 F1500",
            "M106 S128",
            "G1 X51 E0.5 F1800",
        ];
        Run(state, print);
        ModalState paused = state.Clone();
        ScriptValues values = new()
        {
            Machine = Machine,
            State = paused,
            CanExtrude = true,
        };
        var scripts = new PrinterScripts();
        IReadOnlyList<string> pause = scripts.Pause.Expand(values);
        pause.ShouldBe([
            "M400",
            "G21",
            "M83",
            "G1 E-2 F1800",
            "G91",
            "G0 Z10 F600",
            "G90",
            "G0 X5 Y200.5 F6000",
            "M400",
        ]);
        Run(state, [.. pause]);
        (state.Position.X, state.Position.Z).ShouldBe((5, 11.2));

        IReadOnlyList<string> resume = scripts.Resume.Expand(values);
        Run(state, [.. resume]);
        state.Position.ShouldBe(paused.Position);
        (state.IsRelative, state.IsExtruderRelative, state.Feedrate, state.FeedratePercent).ShouldBe(
            (paused.IsRelative, paused.IsExtruderRelative, paused.Feedrate, paused.FeedratePercent)
        );
        (state.HotendTarget(0), state.BedTarget, state.Fan(0)).ShouldBe((200, 60, 128));
        resume
            .ToList()
            .IndexOf("M109 S200")
            .ShouldBeLessThan(resume.ToList().IndexOf("G0 X51 Y60 F6000"), "warm before it moves");
    }

    [Fact]
    public void The_head_is_not_parked_where_nobody_knows_where_it_is()
    {
        var state = new ModalState();
        Run(state, "G1 X50 Y60 Z1 F1500");
        new PrinterScripts()
            .Pause.Expand(new ScriptValues { Machine = Machine, State = state })
            .ShouldBe(["M400", "G21", "M83", "G91", "G0 Z10 F600", "G90", "M400"]);
        Run(state, "G28", "G1 X5 Y5 Z249");
        new PrinterScripts()
            .Cancel.Expand(new ScriptValues { Machine = Machine, State = state })
            .ShouldContain("G0 Z1 F600", "no higher than it reaches");
    }

    [Fact]
    public void Everything_is_off_after_a_cancel_whatever_the_printer_has()
    {
        ScriptMachine large = Machine with { Hotends = 2, HasChamber = true, Fans = 2 };
        IReadOnlyList<string> commands = new PrinterScripts().Cancel.Expand(new ScriptValues { Machine = large });
        commands.Take(6).ShouldBe(["M104 T0 S0", "M104 T1 S0", "M140 S0", "M141 S0", "M107", "M107 P1"]);
    }

    [Fact]
    public void Inches_and_relative_modes_come_back_in_the_right_order()
    {
        var state = new ModalState();
        Run(state, "G20", "G91", "M82", "G1 X1 F10", "M221 S90");
        Expand("{{modes.restore}}", new ScriptValues { State = state })
            .ShouldBe(["G20", "G91", "M82", "M220 S100", "M221 S90", "G1 F10"]);
    }

    [Fact]
    public void Simulated_firmware_takes_every_line_of_the_default_scripts()
    {
        var state = new ModalState();
        Run(state, "G28", "G90", "M140 S30", "M104 S30", "G1 X50 Y60 Z1 F1500", "M106 S128");
        var values = new ScriptValues { Machine = Machine, State = state };
        var scripts = new PrinterScripts();
        var host = new TestHost();
        foreach (
            GCodeScript script in (GCodeScript[])
                [scripts.Pause, scripts.Resume, scripts.Cancel, scripts.AfterPrint, scripts.HeatersOff]
        )
        foreach (string command in script.Expand(values))
        {
            string[] answer = host.Ask(TimeSpan.FromMinutes(3), command);
            answer.ShouldContain("ok", command);
            answer.ShouldNotContain(l => l.Contains("Unknown") || l.Contains("prevented"), command);
        }
    }

    [Fact]
    public void Every_placeholder_can_be_used_as_its_kind_says()
    {
        ScriptValues values = Printing() with
        {
            JobName = "a",
            JobFile = "b",
            JobOwner = "c",
            PrinterName = "d",
            CanExtrude = true,
        };
        foreach (ScriptPlaceholder placeholder in ScriptPlaceholders.All)
        {
            string line = placeholder.Kind switch
            {
                ScriptPlaceholderKind.Number => $"G0 X{{{{{placeholder.Name}}}}}",
                ScriptPlaceholderKind.Text => $"M117 Is {{{{{placeholder.Name}}}}}",
                _ => $"{{{{{placeholder.Name}}}}}",
            };
            foreach (string command in Expand(line, values))
                command.ShouldNotContain("{");
            placeholder.Description.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void The_documentation_lists_every_placeholder()
    {
        string page = File.ReadAllText(Path.Combine(SampleFiles.Folder, "../../docs/printing.md"));
        foreach (ScriptPlaceholder placeholder in ScriptPlaceholders.All)
        {
            // Of numbered ones the first and the last are named.
            if (!placeholder.Name.Any(char.IsAsciiDigit))
                page.ShouldContain($"`{placeholder.Name}`");
        }
        page.ShouldContain($"`hotend{HeaterId.MostHotends - 1}.target`");
        page.ShouldContain($"`fan{ModalState.MostFans - 1}.speed`");
    }

    private static ScriptValues Printing()
    {
        var state = new ModalState();
        Run(state, "G28", "G90", "G1 X50 Y60 Z1.2 E3 F1500", "M104 S200", "M140 S60");
        return new ScriptValues { Machine = Machine, State = state };
    }

    private static IReadOnlyList<string> Expand(string script, ScriptValues values) =>
        GCodeScript.Parse(script).Expand(values);

    private static void Run(ModalState state, params string[] commands)
    {
        foreach (string command in commands)
            state.Execute(Encoding.ASCII.GetBytes(command));
    }
}
