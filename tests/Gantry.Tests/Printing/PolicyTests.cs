using Gantry.Firmware.HostActions;
using Gantry.Printing;
using Gantry.Printing.Policies;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Tests.Firmware;

namespace Gantry.Tests.Printing;

/// <summary>What a printer does when nobody is there, and what it asks people for.</summary>
public sealed class PolicyTests
{
    private static readonly IReadOnlyList<string> Job = ["M140 S60", "M104 S200", .. JobLines.Idle(2000).Commands];

    [Fact]
    public void The_bed_of_an_interrupted_print_is_held_for_a_while()
    {
        using PrinterRig rig = new PrinterRig(
            new PrinterOptions { Faults = FaultPlan.Parse("reset@500") },
            With(new PrinterPolicy { InterruptedOffAfter = TimeSpan.FromMinutes(10) })
        ).Connect();
        rig.StartJob(Job);
        rig.RunUntil(PrinterState.Interrupted);
        rig.Run(TimeSpan.FromMinutes(5));
        rig.Executed.Count(c => c == "M140 S60")
            .ShouldBe(2, "heated again, for the restart made the firmware forget it");
        rig.Executed.ShouldNotContain("M140 S0");
        rig.Executed.Count(c => c == "M104 S200").ShouldBe(1, "the hotend stands in the part");

        rig.Run(TimeSpan.FromMinutes(6));

        rig.Executed.TakeLast(2).ShouldBe(["M104 S0", "M140 S0"]);
        rig.Core.State.ShouldBe(PrinterState.Interrupted);
    }

    [Fact]
    public void The_bed_of_an_interrupted_print_is_held_for_ever_where_a_person_wants_that()
    {
        using PrinterRig rig = new PrinterRig(
            new PrinterOptions { Faults = FaultPlan.Parse("reset@500") },
            With(new PrinterPolicy { InterruptedHeaters = InterruptedHeaters.Hold })
        ).Connect();
        rig.StartJob(Job);
        rig.RunUntil(PrinterState.Interrupted);
        rig.Run(TimeSpan.FromHours(3));
        rig.Executed.ShouldNotContain("M140 S0");
        rig.Executed.Count(c => c == "M140 S60").ShouldBe(2);
    }

    [Fact]
    public void The_hotends_of_a_paused_print_go_off_after_a_while_and_are_heated_again()
    {
        using PrinterRig rig = new PrinterRig(
            new PrinterOptions { Speed = 10 },
            With(new PrinterPolicy { PausedHotendsOffAfter = TimeSpan.FromMinutes(10) })
        ).Connect();
        rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(1));
        rig.Core.Pause(rig.Now);
        rig.RunUntil(PrinterState.Paused);
        rig.Run(TimeSpan.FromMinutes(11));
        rig.Executed[^1].ShouldBe("M104 S0");
        int before = rig.Executed.Count;

        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        rig.Executed.Skip(before).ShouldContain("M109 S200");
    }

    [Fact]
    public void A_stop_for_a_person_is_shown_and_goes_on_at_the_press_of_a_button()
    {
        foreach (
            Features features in (Features[])
                [
                    Features.Stock,
                    Features.Stock | Features.HostPrompts,
                    Features.Stock | Features.HostPrompts | Features.EmergencyParser,
                ]
        )
        {
            using PrinterRig rig = new PrinterRig(new PrinterOptions { Features = features }).Connect();
            rig.StartJob(["M0 Put a nut in", .. JobLines.Idle(500).Commands]);
            rig.RunUntil(() => rig.Core.Desk.Prompt is not null && rig.Core.Desk.IsWaitingForPerson);
            HostPrompt prompt = rig.Core.Desk.Prompt!;
            prompt.Buttons.ShouldBe(["Continue"]);
            Should.Throw<PrinterRefusedException>(() => rig.Core.AnswerPrompt(prompt.Number + 1, 0, rig.Now));

            rig.Core.AnswerPrompt(prompt.Number, 0, rig.Now);
            rig.RunUntil(PrinterState.Finished, TimeSpan.FromMinutes(1));

            rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Completed);
        }
    }

    [Theory]
    [InlineData(Features.Stock | Features.HostPrompts)]
    [InlineData(Features.Stock | Features.HostPrompts | Features.EmergencyParser)]
    public void A_change_of_filament_pauses_the_job_and_resuming_answers_the_firmware(Features features)
    {
        using PrinterRig rig = new PrinterRig(new PrinterOptions { Features = features }).Connect();
        IReadOnlyList<string> idle = JobLines.Idle(500).Commands;
        rig.StartJob([.. idle, "M600", .. idle]);
        rig.RunUntil(PrinterState.Paused);
        rig.RunUntil(() => rig.Core.Desk.IsWaitingForPerson);
        rig.Core.Job!.IsPausedByFirmware.ShouldBeTrue();
        rig.Run(TimeSpan.FromMinutes(10));
        rig.ExecutedOf(idle).Count.ShouldBe(500);

        rig.Core.Resume(rig.Now);
        rig.RunUntil(() =>
            rig.Core.Desk.Prompt?.Buttons.Contains("PurgeMore") == true && rig.Core.Desk.IsWaitingForPerson
        );
        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished, TimeSpan.FromMinutes(5));

        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Completed);
        rig.ExecutedOf(idle).Count.ShouldBe(1000);
    }

    [Fact]
    public void The_time_that_is_left_and_the_layer_are_known()
    {
        using PrinterRig rig = new PrinterRig { Studies = true }.Connect();
        var job = new List<string> { "G28", "G90", "M82" };
        for (int layer = 1; layer <= 10; layer++)
        {
            job.Add(FormattableString.Invariant($"G1 Z{0.2 * layer} F600"));
            for (int i = 0; i < 40; i++)
                job.Add(
                    FormattableString.Invariant($"G1 X{50 + (i % 2 * 20)} Y{50 + i} E{layer + (i * 0.02):0.###} F1200")
                );
        }
        rig.StartJob(job);
        rig.RunUntil(() => rig.Core.Job!.CommandsDone > job.Count / 2);

        JobSnapshot snapshot = Gantry
            .Printing.Actor.SnapshotBuilder.Build(rig.Core, rig.Now, DateTimeOffset.UnixEpoch)
            .Job!;
        snapshot.Layers.ShouldBe(10);
        snapshot.Layer.ShouldBeOneOf(5, 6);
        snapshot.Progress.ShouldBeInRange(0.4, 0.6);
        TimeSpan at = rig.Now;
        rig.RunUntil(PrinterState.Finished);
        snapshot.Left!.Value.ShouldBe(rig.Now - at, 0.2 * (rig.Now - at));
    }

    [Fact]
    public void A_fault_that_leaves_the_firmware_alive_switches_everything_off_in_good_order()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(2));

        rig.Core.Received("Error:Probing failed\n"u8, rig.Now);
        rig.Core.State.ShouldBe(PrinterState.Error);
        rig.Run(TimeSpan.FromSeconds(2));

        rig.Executed.TakeLast(3).ShouldBe(["M104 S0", "M140 S0", "M107"]);
        rig.Core.LastJob!.Text.ShouldContain("Probing failed");
        rig.Run(TimeSpan.FromSeconds(30));
        rig.Executed[^1].ShouldBe("M107");
    }

    private static PrinterSetup With(PrinterPolicy policy) =>
        new() { Address = PortAddress.Parse("/dev/virtual"), Policy = policy };
}
