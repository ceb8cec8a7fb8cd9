using Gantry.Printing;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Tests.Firmware;

namespace Gantry.Tests.Printing;

public sealed class PrinterCoreTests
{
    private static readonly IReadOnlyList<string> Job = JobLines.Idle(2000).Commands;

    [Fact]
    public void Connecting_learns_who_the_firmware_is_and_asks_for_its_reports()
    {
        using PrinterRig rig = new PrinterRig().Connect();

        rig.Core.State.ShouldBe(PrinterState.Idle);
        rig.Core.Firmware.Name.ShouldStartWith("Marlin 2.1.2");
        rig.Executed.ShouldBe(["M110", "M115", "M115", "M155 S1", "M113 S1"]);
        rig.Run(TimeSpan.FromSeconds(3));
        rig.Core.Temperatures.Last.ToArray().Length.ShouldBe(2);
    }

    [Fact]
    public void A_job_is_printed_line_by_line_and_the_plate_waits()
    {
        using PrinterRig rig = new PrinterRig().Connect();

        rig.StartJob(Job);
        rig.RunUntil(PrinterState.Finished);

        rig.ExecutedOf(Job).ShouldBe(Job);
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Completed);
        rig.Core.LastJob.Commands.ShouldBe(Job.Count);
        rig.Core.ClearPlate(rig.Now);
        rig.Core.State.ShouldBe(PrinterState.Idle);
    }

    [Fact]
    public void A_killed_process_goes_on_hundreds_of_times_and_no_line_is_lost_or_doubled()
    {
        IReadOnlyList<string> job = JobLines.Moves(8000).Commands;
        using PrinterRig rig = new PrinterRig(new PrinterOptions { Speed = 20 }).Connect();
        var random = new Random(3);
        string path = rig.StartJob(job);
        int crashes = 0;
        while (true)
        {
            rig.Run(TimeSpan.FromMilliseconds(random.Next(1, 300)));
            if (rig.Core.State == PrinterState.Finished)
                break;
            rig.Crash(path, random.Next(200));
            rig.Run(TimeSpan.FromMilliseconds(random.Next(1, 1000)));
            rig.Connect();
            crashes++;
        }

        crashes.ShouldBeGreaterThan(100);
        rig.ExecutedOf(job).ShouldBe(job);
    }

    [Fact]
    public void A_pulled_cable_is_no_end()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        var random = new Random(3);
        rig.StartJob(Job);
        for (int i = 0; i < 30; i++)
        {
            rig.Run(TimeSpan.FromMilliseconds(random.Next(1, 600)));
            rig.Unplug();
            rig.Core.State.ShouldBeOneOf(PrinterState.Offline, PrinterState.Finished);
            rig.Run(TimeSpan.FromMilliseconds(random.Next(1, 3000)));
            rig.Plugged = true;
            rig.Core.DeviceAppeared(rig.Now);
        }

        rig.RunUntil(PrinterState.Finished);
        rig.ExecutedOf(Job).ShouldBe(Job);
    }

    [Fact]
    public void Pause_and_resume_run_their_scripts_and_lose_no_line()
    {
        var setup = new PrinterSetup
        {
            Address = PortAddress.Parse("/dev/virtual"),
            Scripts = new PrinterScripts
            {
                Pause = GCodeScript.Parse("M117 pause\nG4 P100"),
                Resume = GCodeScript.Parse("M117 resume"),
            },
        };
        using PrinterRig rig = new PrinterRig(setup: setup).Connect();
        rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(1));

        rig.Core.Pause(rig.Now);
        rig.RunUntil(PrinterState.Paused);
        int executed = rig.ExecutedOf(Job).Count;
        rig.Run(TimeSpan.FromSeconds(60));
        rig.ExecutedOf(Job).Count.ShouldBe(executed);
        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        rig.ExecutedOf(Job).ShouldBe(Job);
        rig.ExecutedOf(["M117 pause", "M117 resume"]).ShouldBe(["M117 pause", "M117 resume"]);
    }

    [Fact]
    public void A_pause_outlives_the_process()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        string path = rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(1));
        rig.Core.Pause(rig.Now);
        rig.RunUntil(PrinterState.Paused);

        rig.Crash(path, 1000);
        rig.Connect();

        rig.Core.State.ShouldBe(PrinterState.Paused);
        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);
        rig.ExecutedOf(Job).ShouldBe(Job);
    }

    [Fact]
    public void Cancelling_switches_the_heaters_off_and_sends_no_more_of_the_file()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        rig.StartJob(["M104 S200", .. Job]);
        rig.Run(TimeSpan.FromSeconds(1));

        rig.Core.Cancel(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Cancelled);
        rig.Executed[(rig.Executed.LastIndexOf("M104 S0"))..].Take(3).ShouldBe(["M104 S0", "M140 S0", "M107"]);
        int executed = rig.Executed.Count;
        rig.Run(TimeSpan.FromSeconds(10));
        rig.Executed.Count.ShouldBe(executed);
    }

    [Fact]
    public void Cancelling_does_not_wait_for_a_heater()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        rig.StartJob(["M109 S250", .. Job]);
        rig.RunUntil(PrinterState.Heating);
        rig.Run(TimeSpan.FromSeconds(2));
        TimeSpan asked = rig.Now;

        rig.Core.Cancel(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        (rig.Now - asked).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void What_a_user_types_is_put_between_the_lines_of_the_job()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(1));
        bool done = false;

        rig.Core.Send(["M117 hello ; comment", "", "M106 S100"], _ => done = true, () => { }, rig.Now);
        rig.RunUntil(() => done);
        rig.RunUntil(PrinterState.Finished);

        rig.ExecutedOf(Job).ShouldBe(Job);
        rig.Executed.ShouldContain("M117 hello");
        rig.Executed.ShouldContain("M106 S100");
    }

    [Fact]
    public void A_reset_in_mid_print_interrupts_the_job()
    {
        using PrinterRig rig = new PrinterRig(new PrinterOptions { Faults = FaultPlan.Parse("reset@500") }).Connect();
        rig.StartJob(Job);

        rig.RunUntil(PrinterState.Interrupted);

        rig.Core.Reason.ShouldContain("reset");
        rig.Run(TimeSpan.FromSeconds(20));
        rig.Core.State.ShouldBe(PrinterState.Interrupted);
        rig.Core.Cancel(rig.Now);
        rig.Core.State.ShouldBe(PrinterState.Finished);
    }

    [Fact]
    public void A_reset_while_the_server_was_away_interrupts_the_job()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        string path = rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(2));

        rig.ResetOnOpen = true;
        rig.Crash(path, 1000);
        rig.Connect();

        rig.Core.State.ShouldBe(PrinterState.Interrupted);
    }

    [Fact]
    public void Firmware_without_line_numbers_interrupts_a_job_instead_of_guessing()
    {
        using PrinterRig rig = new PrinterRig(new PrinterOptions { Flavour = FirmwareFlavour.Klipper }).Connect();
        rig.Core.State.ShouldBe(PrinterState.Idle);
        string path = rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(1));

        rig.Crash(path, 1000);
        rig.Connect();

        rig.Core.State.ShouldBe(PrinterState.Interrupted);
        rig.Core.Reason.ShouldContain("does not say which line");
    }

    [Fact]
    public void Thermal_runaway_stops_the_print_and_the_words_are_kept()
    {
        using PrinterRig rig = new PrinterRig(new PrinterOptions { Faults = FaultPlan.Parse("maxtemp@500") }).Connect();
        rig.StartJob(Job);

        rig.RunUntil(PrinterState.Error);

        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Failed);
        rig.Core.LastJob.Text.ShouldContain("MAXTEMP");
        rig.Core.Reset(rig.Now);
        rig.RunUntil(() => rig.Core.State is PrinterState.Finished or PrinterState.Offline);
        rig.Core.State.ShouldBe(PrinterState.Finished);
    }

    [Fact]
    public void An_emergency_stop_ends_everything_and_a_reset_brings_the_printer_back()
    {
        using PrinterRig rig = new PrinterRig().Connect();
        rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(1));

        rig.Core.StopInEmergency(rig.Now);
        rig.Run(TimeSpan.FromSeconds(1));
        rig.Core.State.ShouldBe(PrinterState.Error);
        int executed = rig.Executed.Count;
        rig.Run(TimeSpan.FromSeconds(5));
        rig.Executed.Count.ShouldBe(executed);
        rig.Core.Reset(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Failed);
    }

    [Fact]
    public void Without_automatic_reports_temperatures_are_asked_for()
    {
        using PrinterRig rig = new PrinterRig(new PrinterOptions { Features = Features.KeepAlive }).Connect();
        rig.Run(TimeSpan.FromSeconds(10));
        rig.Executed.Count(c => c == "M105").ShouldBeInRange(4, 6);

        rig.StartJob(Job);
        rig.RunUntil(PrinterState.Finished);

        rig.ExecutedOf(Job).ShouldBe(Job);
        rig.Core.Temperatures.HeardAt.ShouldNotBeNull();
    }

    [Fact]
    public void A_port_that_is_not_there_is_tried_again_ever_more_seldom()
    {
        using var rig = new PrinterRig { Plugged = false };

        rig.Core.Connect(rig.Now);
        rig.Run(TimeSpan.FromMinutes(2));

        rig.Openings.ShouldBeInRange(12, 20);
        rig.Core.State.ShouldBe(PrinterState.Offline);
        rig.Core.Reason.ShouldContain("does not exist");
        rig.Plugged = true;
        rig.Core.DeviceAppeared(rig.Now);
        rig.RunUntil(() => rig.Core.State == PrinterState.Idle, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void What_the_state_does_not_allow_is_refused_in_words()
    {
        using PrinterRig rig = new PrinterRig().Connect();

        Should.Throw<PrinterRefusedException>(() => rig.Core.Pause(rig.Now)).Message.ShouldContain("idle");
        Should.Throw<PrinterRefusedException>(() => rig.Core.Resume(rig.Now));
        Should.Throw<PrinterRefusedException>(() => rig.Core.Cancel(rig.Now));
        Should.Throw<PrinterRefusedException>(() => rig.Core.Send(["M110 N5"], _ => { }, () => { }, rig.Now));
        Should.Throw<PrinterRefusedException>(() =>
            rig.Core.Send([new string('x', 200)], _ => { }, () => { }, rig.Now)
        );
    }
}
