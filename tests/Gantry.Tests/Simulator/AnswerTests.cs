using Gantry.Simulator;

namespace Gantry.Tests.Simulator;

/// <summary>What the firmware answers to what, as measured: §1, §2 and §6 of the measurements.</summary>
public sealed class AnswerTests
{
    private const string Cold = "T:21.87 /0.00 B:21.87 /0.00 @:0 B@:0";

    [Fact]
    public void The_temperatures_stand_on_the_ok_line()
    {
        new TestHost().Ask("M105").ShouldBe(["ok " + Cold]);
    }

    [Fact]
    public void With_advanced_ok_the_temperatures_carry_no_numbers_either()
    {
        TestHost host = With(Features.AdvancedOk);

        host.Ask(TestHost.Numbered(1, "M105")).ShouldBe(["ok " + Cold]);
    }

    [Fact]
    public void Right_after_the_start_nothing_has_been_measured_yet()
    {
        var host = new TestHost();
        host.Printer.Reset(host.Now);
        host.Run(TimeSpan.FromMilliseconds(100));
        host.Take();

        host.Ask("M105")[^1].ShouldBe("ok T:0.00 /0.00 B:0.00 /0.00 @:0 B@:0");
    }

    [Fact]
    public void A_start_says_who_it_is_and_no_ok()
    {
        var host = new TestHost();
        host.Ask(TestHost.Numbered(1, "M104 S200"));
        host.Printer.Reset(host.Now);
        host.Run(TimeSpan.FromSeconds(1));

        string[] banner = host.Take();
        banner[..4]
            .ShouldBe([
                "start",
                "Marlin 2.1.2",
                "",
                "echo: Last Updated: Dec 17 2022 | Author: (none, default config)",
            ]);
        banner.ShouldContain("echo:  M92 X80.00 Y80.00 Z400.00 E500.00");
        banner.ShouldNotContain(line => line.StartsWith("ok", StringComparison.Ordinal));
        host.Ask(TestHost.Numbered(1, "M105")).ShouldHaveSingleItem().ShouldContain("/0.00 B:");
    }

    [Fact]
    public void M115_lists_capabilities_and_ends_with_ok()
    {
        string[] answer = With(Features.Stock | Features.EmergencyParser).Ask("M115");

        answer[0].ShouldStartWith("FIRMWARE_NAME:Marlin 2.1.2 (");
        answer[0].ShouldEndWith("EXTRUDER_COUNT:1 UUID:cede2a2f-41a2-4748-9b12-c55c62f367ff");
        answer.ShouldContain("Cap:AUTOREPORT_TEMP:1");
        answer.ShouldContain("Cap:EMERGENCY_PARSER:1");
        answer.ShouldContain("Cap:PROMPT_SUPPORT:0");
        answer.ShouldNotContain(line => line.Contains("ADVANCED", StringComparison.Ordinal));
        answer[^1].ShouldBe("ok");
    }

    [Fact]
    public void Advanced_ok_counts_free_places_with_the_line_being_acknowledged_taken()
    {
        TestHost host = With(Features.AdvancedOk);

        host.Ask(TestHost.Numbered(123, "M110")).ShouldBe(["ok N123 P15 B3"]);
        host.Ask("G4 P1").ShouldBe(["ok P15 B3"]);
        host.Ask("G1 X10 F600", "G1 X20").ShouldBe(["ok P14 B3", "ok P13 B3"]);
        // The ok behind a Resend is plain.
        host.Ask("N1 M110*1")[^1].ShouldBe("ok");
    }

    [Theory]
    [InlineData("FOO", "echo:Unknown command: \"FOO\"")]
    [InlineData("g1 x10", "echo:Unknown command: \"g1 x10\"")]
    [InlineData("4*12", "echo:Unknown command: \"4\"")]
    [InlineData("G29", "echo:Unknown command: \"G29\"")]
    [InlineData("(comment)", "echo:Unknown command: \"(comment)\"")]
    [InlineData("   ", "echo:Unknown command: \"\"")]
    [InlineData("T1", "echo:T1 Invalid extruder")]
    [InlineData("G1 E5", "echo: cold extrusion prevented")]
    [InlineData("M104 T3 S100", "echo:M104 Invalid extruder 3")]
    [InlineData("M220", "FR:100%")]
    [InlineData("M221", "echo:E0 Flow: 100%")]
    [InlineData("M113", "echo:M113 S2")]
    [InlineData("M118 hello world", "hello world\r")]
    [InlineData("M118 E1 hello", "echo:hello\r")]
    [InlineData("M118 A1 action:pause", "//action:pause\r")]
    [InlineData("M118 E1A1 both", "echo://both\r")]
    [InlineData("G92 X10", "X:10.00 Y:0.00 Z:0.00 E:0.00 Count X:0 Y:0 Z:0")]
    public void A_command_is_answered_in_words_and_with_ok(string command, string answer)
    {
        new TestHost().Ask(command).ShouldBe([answer, "ok"]);
    }

    [Theory]
    [InlineData("M117 Hello")]
    [InlineData("M73 P10 R20")]
    [InlineData("M106 S128")]
    [InlineData("M107")]
    [InlineData("T0")]
    [InlineData("M104 S0")]
    [InlineData("M220 S50")]
    [InlineData("M82")]
    [InlineData("G90")]
    [InlineData("G21")]
    [InlineData("M201 X500")]
    [InlineData("M84")]
    public void A_command_is_answered_with_ok_alone(string command)
    {
        new TestHost().Ask(command).ShouldBe(["ok"]);
    }

    [Fact]
    public void M114_tells_the_planned_position_also_while_it_moves()
    {
        var host = new TestHost();
        host.Ask(TimeSpan.FromMilliseconds(300), "G1 X10 F300");

        host.Ask(TimeSpan.FromMilliseconds(100), "M114")[0]
            .ShouldMatch(@"^X:10\.00 Y:0\.00 Z:0\.00 E:0\.00 Count X:\d\d Y:0 Z:0$");

        host.Ask(TimeSpan.FromSeconds(5), "M400", "M114")[1]
            .ShouldBe("X:10.00 Y:0.00 Z:0.00 E:0.00 Count X:800 Y:0 Z:0");
    }

    [Fact]
    public void G28_takes_its_time_and_tells_the_position()
    {
        var host = new TestHost();
        TimeSpan start = host.Now;
        host.Write("G28\n");

        host.RunUntil("X:").ShouldBe("X:0.00 Y:0.00 Z:0.00 E:0.00 Count X:0 Y:0 Z:0");
        (host.Now - start).ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
        host.Take().ShouldContain("echo:busy: processing");
    }

    [Fact]
    public void G29_prints_its_grid_where_there_is_a_probe()
    {
        string[] answer = With(Features.Leveling).Ask(TimeSpan.FromMinutes(1), "M113 S0", "G29");

        answer[1].ShouldBe("Bilinear Leveling Grid:");
        answer[3].ShouldBe(" 0 -0.010 +0.020 +0.050");
        answer[^1].ShouldBe("ok");
    }

    [Fact]
    public void While_a_command_runs_long_it_says_busy_every_two_seconds()
    {
        var host = new TestHost();

        host.Ask(TimeSpan.FromSeconds(5.5), "G4 S5").ShouldBe(["echo:busy: processing", "echo:busy: processing", "ok"]);
        host.Ask("M113 S0");
        host.Ask(TimeSpan.FromSeconds(5.5), "G4 S5").ShouldBe(["ok"]);
    }

    [Fact]
    public void Auto_reports_begin_with_a_space_and_come_at_intervals()
    {
        var host = new TestHost();

        host.Ask(TimeSpan.FromSeconds(3.5), "M155 S1").ShouldBe(["ok", " " + Cold, " " + Cold, " " + Cold]);
        host.Ask(TimeSpan.FromSeconds(3.5), "M155 S0")[^1].ShouldBe("ok");
        host.Ask(TimeSpan.FromSeconds(3.5)).ShouldBeEmpty();
    }

    [Fact]
    public void M109_reports_every_second_and_counts_down_at_the_target()
    {
        var host = new TestHost();
        TimeSpan start = host.Now;
        host.Write("M109 S200\n");
        host.RunUntil("ok");

        string[] lines = [.. host.Take().Where(l => l.StartsWith(" T:", StringComparison.Ordinal))];
        lines[0].ShouldBe(" T:21.87 /200.00 B:21.87 /0.00 @:127 B@:0 W:?");
        lines[^1].ShouldMatch(@"^ T:(199\.9|200\.0)\d /200\.00 B:21\.87 /0\.00 @:5\d B@:0 W:0$");
        lines.ShouldContain(l => l.EndsWith("W:9", StringComparison.Ordinal));
        (host.Now - start).ShouldBeInRange(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
        lines.Length.ShouldBeInRange(60, 120);
    }

    [Fact]
    public void Speed_makes_heating_and_moving_shorter_but_not_the_intervals()
    {
        var host = new TestHost(new PrinterOptions { Speed = 20 });
        TimeSpan start = host.Now;
        host.Write("M190 S60\nG28\n");
        host.RunUntil("X:");

        (host.Now - start).ShouldBeInRange(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(9));
        host.Take().Count(l => l.StartsWith(" T:", StringComparison.Ordinal)).ShouldBeInRange(4, 9);
    }

    [Fact]
    public void M109_S_does_not_wait_for_cooling_and_M109_R_does()
    {
        var host = new TestHost();
        host.Write("M109 S80\n");
        host.RunUntil("ok");
        host.Take();

        host.Ask("M109 S50").ShouldBe(["ok"]);
        TimeSpan start = host.Now;
        host.Write("M109 R60\n");
        host.RunUntil("ok");
        (host.Now - start).ShouldBeGreaterThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_chamber_has_its_own_commands_and_place_in_the_report()
    {
        TestHost host = With(Features.Chamber);

        host.Ask("M105").ShouldBe(["ok T:21.87 /0.00 B:21.87 /0.00 C:21.87 /0.00 @:0 B@:0 C@:0"]);
        host.Write("M191 S30\n");
        host.RunUntil("ok");
        host.Take();
        host.Ask("M105")[0].ShouldMatch(@"C:(29|30)\.\d\d /30\.00");
        new TestHost().Ask("M141 S30")[0].ShouldBe("echo:Unknown command: \"M141 S30\"");
    }

    [Fact]
    public void Two_extruders_have_two_temperatures_and_a_tool_change()
    {
        var host = new TestHost(new PrinterOptions { Extruders = 2 });

        host.Ask("M105").ShouldBe(["ok T:21.87 /0.00 B:21.87 /0.00 T0:21.87 /0.00 T1:21.87 /0.00 @:0 B@:0 @0:0 @1:0"]);
        host.Ask("T1").ShouldBe(["echo:Active Extruder: 1", "ok"]);
    }

    [Fact]
    public void A_firmware_without_auto_reports_does_not_know_M155()
    {
        new TestHost(new PrinterOptions { Features = Features.KeepAlive })
            .Ask("M155 S1")
            .ShouldBe(["echo:Unknown command: \"M155 S1\"", "ok"]);
    }

    [Fact]
    public void The_card_answers_where_there_is_one()
    {
        With(Features.SdCard).Ask("M27").ShouldBe(["Not SD printing", "ok"]);
        new TestHost().Ask("M27").ShouldBe(["echo:Unknown command: \"M27\"", "ok"]);
    }

    private static TestHost With(Features features) => new(new PrinterOptions { Features = Features.Stock | features });
}
