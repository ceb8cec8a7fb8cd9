using Gantry.Firmware.Temperatures;
using Gantry.GCode.Analysis;
using Gantry.Printing;
using Gantry.Printing.Control;
using Gantry.Printing.Jobs;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Gantry.Tests.Firmware;

namespace Gantry.Tests.Printing;

public sealed class ManualControlTests
{
    private static readonly PrinterSetup Setup = new()
    {
        Address = PortAddress.Parse("/dev/virtual"),
        Machine = new ScriptMachine { Limits = new PrinterLimits { MaxHotend = 250 } },
    };

    [Fact]
    public void Commands_are_answered_each_with_its_own_lines()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        IReadOnlyList<CommandAnswer> answers = [];

        rig.Core.Send(["M114", "M105", "M117 hello", "M999999"], a => answers = a, () => { }, rig.Now);
        rig.RunUntil(() => answers.Count > 0);

        answers.Select(a => a.Command).ShouldBe(["M114", "M105", "M117 hello", "M999999"]);
        answers[0].Lines.ShouldHaveSingleItem().ShouldStartWith("X:");
        answers[1].Lines.ShouldHaveSingleItem().ShouldStartWith("ok T:");
        answers[2].Lines.ShouldBeEmpty();
        answers[3].Lines.ShouldHaveSingleItem().ShouldContain("Unknown command");
    }

    [Fact]
    public void A_move_by_hand_leaves_every_mode_as_it_was()
    {
        using PrinterRig rig = new PrinterRig(setup: Setup).Connect();
        Send(rig, "G28", "G90", "M83", "G1 X10 Y10 Z5 F1200");

        bool done = false;
        rig.Core.Jog(new JogMove(X: 5, Z: -1), _ => done = true, () => { }, rig.Now);
        rig.RunUntil(() => done);

        rig.Executed.TakeLast(6).ShouldBe(["G21", "G91", "G0 X5 Z-1 F6000", "G90", "M83", "G1 F1200"]);
        PrinterPosition position = PrinterPosition.Of(rig.Core.Modal.State);
        (position.X, position.Y, position.Z).ShouldBe((15, 10, 4));
    }

    [Fact]
    public void What_would_harm_a_print_or_a_printer_is_refused_in_words()
    {
        using PrinterRig rig = new PrinterRig(setup: Setup).Connect();
        Refused(() => rig.Core.Extrude(5, 300, _ => { }, () => { }, rig.Now)).ShouldContain("too cold");
        Refused(() => rig.Core.Heat(HeaterId.Hotend(0), 251, _ => { }, () => { }, rig.Now)).ShouldContain("0 to 250");
        Refused(() => rig.Core.Heat(HeaterId.Hotend(1), 200, _ => { }, () => { }, rig.Now))
            .ShouldContain("no hotend 1");
        Refused(() => rig.Core.Jog(new JogMove(), _ => { }, () => { }, rig.Now));
        Refused(() => rig.Core.Home(AxisSet.None, _ => { }, () => { }, rig.Now));

        rig.StartJob(JobLines.Idle(2000).Commands);
        rig.Run(TimeSpan.FromSeconds(1));

        Refused(() => rig.Core.Jog(new JogMove(X: 1), _ => { }, () => { }, rig.Now)).ShouldContain("printing");
        Refused(() => rig.Core.Home(AxisSet.X, _ => { }, () => { }, rig.Now));
        Refused(() => rig.Core.SwitchMotorsOff(_ => { }, () => { }, rig.Now));
        bool done = false;
        rig.Core.Heat(HeaterId.Hotend(0), 205, _ => done = true, () => { }, rig.Now);
        rig.RunUntil(() => done);
        rig.Executed.ShouldContain("M104 S205");
    }

    [Theory]
    [InlineData("M104 S251")]
    [InlineData("m104s251")]
    [InlineData("G28\nM109 R251")]
    [InlineData("G1 X5 M 104 S251")]
    [InlineData("N1 M104 S251*99")]
    public void What_is_typed_is_no_hotter_than_the_limit_and_nothing_of_it_is_sent(string typed)
    {
        using PrinterRig rig = new PrinterRig(setup: Setup).Connect();
        int before = rig.Executed.Count;

        Refused(() => rig.Core.Send(["G90", typed], _ => { }, () => { }, rig.Now)).ShouldContain("limit");
        Refused(() => rig.Core.Run(GCodeScript.Parse("G90\nM104 S251"), _ => { }, () => { }, rig.Now));
        rig.Run(TimeSpan.FromSeconds(1));

        rig.Executed.Skip(before).ShouldBeEmpty();
    }

    [Fact]
    public void A_lost_connection_ends_the_wait_for_an_answer()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        bool lost = false;

        rig.Core.Send(["G4 S10"], _ => { }, () => lost = true, rig.Now);
        rig.Run(TimeSpan.FromSeconds(1));
        rig.Unplug();

        lost.ShouldBeTrue();
    }

    private static void Send(PrinterRig rig, params string[] commands)
    {
        bool done = false;
        rig.Core.Send(commands, _ => done = true, () => { }, rig.Now);
        rig.RunUntil(() => done);
    }

    private static string Refused(Action what) => Should.Throw<PrinterRefusedException>(what).Message;
}
