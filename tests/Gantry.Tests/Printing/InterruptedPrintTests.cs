using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Simulator.Faults;

namespace Gantry.Tests.Printing;

/// <summary>A print that lost its place goes on at a layer, as a job of its own.</summary>
public sealed class InterruptedPrintTests
{
    private static readonly PrinterSetup Setup = new()
    {
        Address = PortAddress.Parse("/dev/virtual"),
        Machine = new ScriptMachine { ParkX = 5, ParkY = 180 },
        LayerResume = new LayerResumeOptions { Kinematics = PrinterKinematics.IndependentZ, CanHomeXY = true },
    };

    [Fact]
    public async Task It_goes_on_at_the_layer_in_which_it_stopped()
    {
        List<string> file = File();
        using PrinterRig rig = new PrinterRig(
            new PrinterOptions { Speed = 20, Faults = FaultPlan.Parse("reset@300") },
            Setup
        ).Connect();
        rig.StartJob(file);
        rig.RunUntil(PrinterState.Interrupted);
        InterruptedPrint print = rig.Core.RequireInterrupted();

        LayerResumePlan plan = await LayerResumePlanner.PlanAsync(print, null, 0, default);
        PreparedJob job = await rig.Jobs.BeginAtLayerAsync(print.Job.Header, plan, print.Firmware.Identity, default);
        int before = rig.Executed.Count;
        rig.Start(job);
        rig.RunUntil(PrinterState.Finished);

        plan.FirstCommand.ShouldBeInRange(200, 300);
        plan.Commands.ShouldNotContain(c => c == "G28" || c.Contains('Z') && c.StartsWith("G28"));
        List<string> executed = [.. rig.Executed.Skip(before).SkipWhile(c => c != "M110").Skip(1)];
        executed
            .Take(plan.Commands.Count + file.Count - (int)plan.FirstCommand + 1)
            .ShouldBe([.. plan.Commands, .. file.Skip((int)plan.FirstCommand - 1)]);
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Completed);
        rig.Jobs.FindOpen(Setup.Address.Text).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_else_is_started_in_its_place()
    {
        using PrinterRig rig = new PrinterRig(
            new PrinterOptions { Speed = 20, Faults = FaultPlan.Parse("reset@300") },
            Setup
        ).Connect();
        rig.StartJob(File());
        rig.RunUntil(PrinterState.Interrupted);

        Should.Throw<PrinterRefusedException>(() => rig.StartJob(File())).Message.ShouldContain("give it up");

        rig.Core.State.ShouldBe(PrinterState.Interrupted);
    }

    /// <summary>Ten layers of 40 lines.</summary>
    private static List<string> File()
    {
        List<string> lines = ["G28", "G90", "M82", "M140 S40", "M109 S45"];
        for (int layer = 1; layer <= 10; layer++)
        {
            lines.Add(FormattableString.Invariant($"G1 Z{0.2 * layer:0.0} F600"));
            for (int i = 0; i < 40; i++)
                lines.Add(
                    FormattableString.Invariant($"G1 X{50 + (i % 2 * 20)} Y{50 + i} E{layer + (i * 0.02):0.###} F6000")
                );
        }
        return lines;
    }
}
