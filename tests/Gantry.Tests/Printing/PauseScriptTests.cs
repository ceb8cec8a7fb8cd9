using Gantry.Printing;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Gantry.Simulator;

namespace Gantry.Tests.Printing;

public sealed class PauseScriptTests
{
    private static readonly PrinterSetup Setup = new()
    {
        Address = PortAddress.Parse("/dev/virtual"),
        Machine = new ScriptMachine { ParkX = 5, ParkY = 200 },
    };

    private static readonly IReadOnlyList<string> Job =
    [
        "G28",
        "M140 S60",
        "M109 S200",
        "G90",
        "M83",
        "M220 S110",
        "M106 S128",
        "G1 X50 Y60 Z1.2 F1500",
        .. Enumerable.Range(0, 2000).Select(i => $"G1 X{50 + (i % 2)} E0.01"),
    ];

    [Fact]
    public void A_resumed_print_stands_as_it_stood_when_it_was_paused()
    {
        using PrinterRig rig = new PrinterRig(new PrinterOptions { Speed = 20 }, Setup).Connect();
        rig.StartJob(Job);
        rig.RunUntil(() => rig.Executed.Count > 100);

        rig.Core.Pause(rig.Now);
        rig.RunUntil(PrinterState.Paused);
        rig.Executed.TakeLast(9)
            .ShouldBe(["M400", "G21", "M83", "G1 E-2 F1800", "G91", "G0 Z10 F600", "G90", "G0 X5 Y200 F6000", "M400"]);
        int paused = rig.Executed.Count;
        (double x, double e) = (rig.Core.Modal.Paused!.Position.X, rig.Core.Modal.Paused.Position.E);

        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Printing);
        rig.RunUntil(() => rig.Executed.Count >= paused + 16);

        rig.Executed.Skip(paused)
            .Take(13)
            .ShouldBe([
                "G21",
                "M140 S60",
                "M104 S200",
                "M190 S60",
                "M109 S200",
                "M83",
                "G1 E3 F1800",
                "G90",
                FormattableString.Invariant($"G0 X{x} Y60 F6000"),
                "G0 Z1.2 F600",
                FormattableString.Invariant($"G92 E{Math.Round(e, 5):0.#####}"),
                "M106 S128",
                "G21",
            ]);
        rig.RunUntil(PrinterState.Finished);
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Completed);
    }
}
