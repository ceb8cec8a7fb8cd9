using Gantry.Printing;
using Gantry.Printing.Policies;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Tests.Firmware;

namespace Gantry.Tests.Printing;

/// <summary>The journal of a print cannot be written: its disk is full, or broken, or has become read-only.</summary>
public sealed class FullDiskTests
{
    /// <summary>Far more lines than the journal sets free at once.</summary>
    private static readonly IReadOnlyList<string> Job = JobLines.Idle(6000).Commands;

    private static readonly PrinterOptions WithoutReports = new() { Flavour = FirmwareFlavour.Marlin119 };

    [Fact]
    public void The_print_goes_on_to_its_end_says_what_is_wrong_and_loses_no_line()
    {
        using PrinterRig rig = Begin();

        rig.IsDiskFull = true;
        rig.Run(TimeSpan.FromSeconds(3));
        string? trouble = Trouble(rig);
        rig.RunUntil(PrinterState.Finished);

        trouble.ShouldNotBeNull().ShouldContain("No space left on device");
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Completed);
        rig.Core.LastJob.Notes.ShouldContain(note => note.Contains("No space left", StringComparison.Ordinal));
        rig.ExecutedOf(Job).ShouldBe(Job);
        rig.Executed[^1].ShouldBe("M400");
    }

    [Fact]
    public void With_space_again_the_journal_catches_up_and_a_killed_process_goes_on()
    {
        using PrinterRig rig = Begin();
        rig.IsDiskFull = true;
        RunToLine(rig, 4000);

        rig.IsDiskFull = false;
        rig.Run(TimeSpan.FromSeconds(3));
        Trouble(rig).ShouldBeNull();
        rig.Crash(PathOf(rig), 50);
        rig.Connect();
        rig.RunUntil(PrinterState.Finished);

        rig.ExecutedOf(Job).ShouldBe(Job);
    }

    [Fact]
    public void A_process_killed_soon_goes_on_with_every_line_and_one_killed_late_asks_a_person()
    {
        using (PrinterRig soon = Begin())
        {
            soon.IsDiskFull = true;
            soon.Run(TimeSpan.FromSeconds(2));
            soon.Crash(PathOf(soon), 50);
            soon.IsDiskFull = false;
            soon.Connect();
            soon.RunUntil(PrinterState.Finished);
            soon.ExecutedOf(Job).ShouldBe(Job);
        }

        using PrinterRig late = Begin();
        late.IsDiskFull = true;
        RunToLine(late, 4000);
        late.Crash(PathOf(late), 50);
        late.IsDiskFull = false;
        late.Connect();
        late.RunUntil(PrinterState.Interrupted);
        int executed = late.ExecutedOf(Job).Count;
        late.Run(TimeSpan.FromMinutes(1));
        late.ExecutedOf(Job).Count.ShouldBe(executed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_can_be_cancelled_and_a_killed_process_does_not_print_on(bool late)
    {
        using PrinterRig rig = Begin();
        rig.IsDiskFull = true;
        if (late)
            RunToLine(rig, 4000);
        else
            rig.Run(TimeSpan.FromSeconds(2));

        rig.Core.Cancel(rig.Now);
        rig.RunUntil(PrinterState.Finished, TimeSpan.FromMinutes(1));
        rig.Run(TimeSpan.FromSeconds(5));
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Cancelled);
        rig.Executed.ShouldContain("M104 S0");
        int executed = rig.ExecutedOf(Job).Count;

        rig.Crash(PathOf(rig), 50);
        rig.IsDiskFull = false;
        rig.Connect();
        rig.Run(TimeSpan.FromMinutes(1));

        rig.Core.State.ShouldBe(PrinterState.Interrupted);
        rig.ExecutedOf(Job).Count.ShouldBe(executed);
    }

    [Fact]
    public void It_can_be_paused_and_resumed_without_its_scripts_while_they_have_no_place_in_the_journal()
    {
        using PrinterRig rig = Begin(
            new PrinterSetup
            {
                Address = PortAddress.Parse("/dev/virtual"),
                Scripts = new PrinterScripts { Pause = GCodeScript.Parse("M117 pause") },
            }
        );
        rig.IsDiskFull = true;
        rig.Run(TimeSpan.FromSeconds(2));

        rig.Core.Pause(rig.Now);
        rig.RunUntil(PrinterState.Paused, TimeSpan.FromMinutes(1));
        Should.Throw<PrinterRefusedException>(() => rig.Core.Send(["M117 x"], _ => { }, () => { }, rig.Now));
        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        rig.ExecutedOf(Job).ShouldBe(Job);
        rig.Executed.ShouldNotContain("M117 pause");
    }

    [Fact]
    public void The_hotends_of_a_print_that_was_paused_so_go_off_all_the_same()
    {
        using PrinterRig rig = Begin(With(new PrinterPolicy { PausedHotendsOffAfter = TimeSpan.FromMinutes(10) }));
        rig.IsDiskFull = true;
        rig.Run(TimeSpan.FromSeconds(2));
        rig.Core.Pause(rig.Now);
        rig.RunUntil(PrinterState.Paused, TimeSpan.FromMinutes(1));

        rig.Run(TimeSpan.FromMinutes(11));

        rig.Executed.ShouldContain("M104 S0");
    }

    [Fact]
    public void A_print_that_stands_still_for_want_of_a_journal_is_interrupted_and_its_heaters_go_off_when_nobody_comes()
    {
        // Asking for temperatures needs a line of the job, and that one was on its way into the journal.
        using PrinterRig rig = Begin(
            With(new PrinterPolicy { InterruptedOffAfter = TimeSpan.FromMinutes(10) }),
            WithoutReports,
            full: r => r.Core.Send(["M117 last"], _ => { }, () => { }, r.Now)
        );

        rig.RunUntil(PrinterState.Interrupted, TimeSpan.FromMinutes(2));
        rig.Core.Reason.ShouldContain("No space left on device");
        int executed = rig.ExecutedOf(Job).Count;
        rig.Run(TimeSpan.FromMinutes(11));

        rig.Executed.ShouldContain("M104 S0");
        rig.Crash(PathOf(rig), 50);
        rig.IsDiskFull = false;
        rig.Connect();
        rig.Run(TimeSpan.FromMinutes(1));
        rig.Core.State.ShouldBe(PrinterState.Interrupted);
        rig.ExecutedOf(Job).Count.ShouldBe(executed);
    }

    [Fact]
    public void A_short_trouble_with_a_line_on_its_way_into_the_journal_loses_nothing()
    {
        using PrinterRig rig = Begin(
            printer: WithoutReports,
            full: r => r.Core.Send(["M117 last"], _ => { }, () => { }, r.Now)
        );
        rig.Run(TimeSpan.FromSeconds(10));
        rig.Core.State.ShouldBe(PrinterState.Printing);

        rig.IsDiskFull = false;
        rig.RunUntil(PrinterState.Finished);

        rig.ExecutedOf(Job).ShouldBe(Job);
        rig.ExecutedOf(["M117 last"]).Count.ShouldBe(1);
    }

    [Fact]
    public void The_button_that_switches_the_heaters_off_works_all_the_same()
    {
        using PrinterRig rig = Begin();
        rig.IsDiskFull = true;
        rig.Run(TimeSpan.FromSeconds(2));
        bool isDone = false;

        rig.Core.SwitchHeatersOff(_ => isDone = true, () => { }, rig.Now);
        rig.Run(TimeSpan.FromSeconds(2));

        isDone.ShouldBeTrue();
        rig.Executed.ShouldContain("M104 S0");
        rig.Executed.ShouldContain("M140 S0");
        rig.RunUntil(PrinterState.Finished);
        rig.ExecutedOf(Job).ShouldBe(Job);
    }

    [Fact]
    public void A_print_cancelled_just_when_the_disk_becomes_full_switches_its_heaters_off_without_delay()
    {
        using PrinterRig rig = Begin(full: r => r.Core.Cancel(r.Now));

        rig.RunUntil(PrinterState.Finished, TimeSpan.FromSeconds(20));
        rig.Run(TimeSpan.FromSeconds(5));

        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Cancelled);
        rig.Executed.ShouldContain("M104 S0");
        rig.Executed.ShouldContain("M140 S0");
        rig.Core.CoolDownWaits.ShouldBeFalse();
    }

    [Fact]
    public void What_a_journal_of_another_job_has_written_sets_no_line_of_this_one_free()
    {
        using PrinterRig rig = Begin(printer: WithoutReports);
        PreparedJob before = rig.Core.Job!.Prepared;
        rig.Core.Cancel(rig.Now);
        rig.RunUntil(PrinterState.Finished);
        rig.Core.ClearPlate(rig.Now);
        rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(1));
        rig.IsDiskFull = true;
        rig.Core.Send(["M117 last"], _ => { }, () => { }, rig.Now);

        rig.Core.JournalSynced(before, 1_000_000, rig.Now);
        rig.Run(TimeSpan.FromSeconds(10));

        rig.Executed.ShouldNotContain("M117 last");
        rig.Core.JournalFailed(before, "late", rig.Now);
        Trouble(rig).ShouldNotBeNull().ShouldContain("No space left");
    }

    private static PrinterRig Begin(
        PrinterSetup? setup = null,
        PrinterOptions? printer = null,
        Action<PrinterRig>? full = null
    )
    {
        PrinterRig rig = new PrinterRig(printer, setup).Connect();
        rig.StartJob(Job);
        rig.Run(TimeSpan.FromSeconds(1));
        if (full is null)
            return rig;
        rig.IsDiskFull = true;
        full(rig);
        return rig;
    }

    private static string PathOf(PrinterRig rig) => Path.Combine(rig.Folder, "job.gcode");

    private static string? Trouble(PrinterRig rig) => rig.Core.Job.ShouldNotBeNull().JournalTrouble;

    private static void RunToLine(PrinterRig rig, int line) => rig.RunUntil(() => rig.Core.Job!.CommandsDone > line);

    private static PrinterSetup With(PrinterPolicy policy) =>
        new() { Address = PortAddress.Parse("/dev/virtual"), Policy = policy };
}
