using Gantry.Printing;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Tests.Firmware;

namespace Gantry.Tests.Printing;

/// <summary>Heaters and fans go off although the firmware is full of work, and although the process ends right afterwards.</summary>
public sealed class CancelTests
{
    private static readonly string[] Off = ["M104 S0", "M140 S0", "M107"];

    /// <summary>What a program that was interrupted has for it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.7);

    private static readonly PrinterSetup Setup = new()
    {
        Address = PortAddress.Parse("/dev/virtual"),
        Scripts = new PrinterScripts { AfterPrint = GCodeScript.Empty },
    };

    public static TheoryData<string, string[], int> Jobs() =>
        new()
        {
            { "short moves", [.. JobLines.Moves(3000).Commands], 6 },
            { "slow moves", ["G28", .. Slow(60, 120)], 6 },
            { "very slow moves", ["G28", .. Slow(60, 5)], 6 },
            { "short moves behind a slow one", ["G28", "G1 X100 Y100 F60", .. JobLines.Moves(3000).Commands], 6 },
            { "a hotend that warms up", ["M109 S250", .. JobLines.Idle(100).Commands], 6 },
            { "bed and hotend one after the other", ["M190 S90", "M109 S250", .. JobLines.Idle(100).Commands], 6 },
            { "five waits in a row", ["M190 S90", "M109 S250", "M109 S251", "M190 S91", "M109 S252", "M117 x"], 8 },
            { "a stop for a person", ["M0 Change the plate", .. JobLines.Idle(100).Commands], 6 },
            { "a dwell", ["G4 S20", .. JobLines.Idle(100).Commands], 25 },
            { "one line at a time", ["G28", .. Slow(60, 120)], 12 },
        };

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Everything_is_off_soon_although_the_process_ends(string what, string[] job, int seconds)
    {
        PrinterSetup setup =
            what == "one line at a time"
                ? Setup with
                {
                    Window = new Gantry.Firmware.WindowSize(1, 0),
                    LearnWindow = false,
                }
                : Setup;
        foreach (Features features in (Features[])[Features.Stock, Features.Stock | Features.EmergencyParser])
        {
            using PrinterRig rig = new PrinterRig(new PrinterOptions { Features = features }, setup).Connect();
            rig.StartJob(["M104 S200", "M106 S255", .. job]);
            rig.Run(TimeSpan.FromSeconds(20));

            rig.Core.Cancel(rig.Now);
            rig.Run(Limit);
            int before = rig.Executed.Count;
            rig.Leave();
            rig.RunUntil(() => Off.All(c => rig.Executed.LastIndexOf(c) > 0), TimeSpan.FromSeconds(seconds));

            before.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void The_script_follows_when_heaters_and_fans_are_off()
    {
        using PrinterRig rig = new PrinterRig(setup: Setup).Connect();
        rig.StartJob(["G28", "G1 Z1 F600", "M104 S200", .. Slow(60, 600)]);
        rig.Run(TimeSpan.FromSeconds(12));

        rig.Core.Cancel(rig.Now);
        rig.RunUntil(() => rig.Core.Job is null or { AreHeatersOff: true }, TimeSpan.FromSeconds(5));
        rig.RunUntil(PrinterState.Finished);

        int off = rig.Executed.LastIndexOf("M104 S0");
        rig.Executed.Skip(off).ShouldBe([.. Off, "G21", "M83", "G91", "G0 Z10 F600", "G90", "M220 S100", "M221 S100"]);
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Cancelled);
        rig.Run(TimeSpan.FromMinutes(3));
        rig.Executed[^1].ShouldBe("M84", "the motors go off after a while");
    }

    [Fact]
    public void A_job_that_is_given_up_offline_is_cooled_down_when_the_printer_is_back()
    {
        using PrinterRig rig = new PrinterRig(setup: Setup).Connect();
        rig.StartJob(["M104 S200", .. JobLines.Idle(2000).Commands]);
        rig.Run(TimeSpan.FromSeconds(1));
        rig.Unplug();

        rig.Core.Cancel(rig.Now);
        rig.Core.State.ShouldBe(PrinterState.Offline);
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Cancelled);
        rig.Plugged = true;
        rig.RunUntil(PrinterState.Finished);

        rig.Executed.ShouldContain("M104 S0");
    }

    [Fact]
    public void A_job_can_be_given_up_while_the_connection_is_made()
    {
        using PrinterRig rig = new PrinterRig(setup: Setup).Connect();
        rig.StartJob(JobLines.Idle(2000).Commands);
        rig.Run(TimeSpan.FromSeconds(1));
        rig.Unplug();
        rig.Plugged = true;
        rig.RunUntil(PrinterState.Connecting);
        int executed = rig.ExecutedOf(JobLines.Idle(2000).Commands).Count;

        rig.Core.Cancel(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Cancelled);
        rig.Executed.ShouldContain("M104 S0");
        rig.ExecutedOf(JobLines.Idle(2000).Commands).Count.ShouldBeLessThan(executed + 10);
    }

    /// <summary>Moves to and fro at a feedrate in mm/min: of a millimetre each.</summary>
    private static IEnumerable<string> Slow(int feedrate, int count) =>
        Enumerable.Range(0, count).Select(i => $"G1 X{50 + (i % 2 * 10)} Y50 F{feedrate}");
}
