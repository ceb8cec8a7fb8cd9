using Gantry.Printing;
using Gantry.Printing.Policies;
using Gantry.Printing.Scripts;
using Gantry.Serial;
using Gantry.Simulator;

namespace Gantry.Tests.Printing;

/// <summary>A print is paused, and before, meanwhile or at the end its journal cannot be written: it goes on warm and in its place.</summary>
public sealed class FullDiskPauseTests
{
    private static readonly IReadOnlyList<string> Moves =
    [
        .. Enumerable.Range(0, 3000).Select(i => $"G1 X{50 + (i % 7)} Y{60 + (i / 7 % 50)} E0.0{i % 9 + 1}"),
    ];

    private static readonly IReadOnlyList<string> Job =
    [
        "G28",
        "M140 S60",
        "M109 S200",
        "G90",
        "M83",
        "G1 X50 Y60 Z1.2 F1500",
        .. Moves,
    ];

    [Fact]
    public void A_print_that_is_parked_is_not_resumed_without_what_heats_and_brings_its_head_back()
    {
        using PrinterRig rig = Begin();
        Pause(rig);
        rig.Executed.ShouldContain("G1 E-2 F1800");
        rig.IsDiskFull = true;
        rig.Run(TimeSpan.FromSeconds(3));
        int executed = rig.Executed.Count;

        string words = Should.Throw<PrinterRefusedException>(() => rig.Core.Resume(rig.Now)).Message;

        words.ShouldContain("Free the disk first");
        words.ShouldContain("No space left on device");
        rig.Run(TimeSpan.FromMinutes(1));
        rig.Core.State.ShouldBe(PrinterState.Paused);
        rig.Executed.Skip(executed).ShouldNotContain(c => c.StartsWith('G'));

        rig.IsDiskFull = false;
        rig.Run(TimeSpan.FromSeconds(3));
        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);
        rig.Executed.Skip(executed).ShouldContain("M109 S200");
        rig.Executed.Skip(executed).ShouldContain("G1 E3 F1800");
        rig.ExecutedOf(Moves).ShouldBe(Moves);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_print_that_was_paused_as_it_stands_is_heated_and_neither_moved_nor_primed_with_space_again(
        bool killed
    )
    {
        using PrinterRig rig = Begin();
        rig.IsDiskFull = true;
        rig.Run(TimeSpan.FromSeconds(2));
        Pause(rig);
        rig.IsDiskFull = false;
        rig.Run(TimeSpan.FromSeconds(3));
        if (killed)
        {
            rig.Crash(PathOf(rig), 50);
            rig.Connect();
        }
        rig.Core.State.ShouldBe(PrinterState.Paused);
        int executed = rig.Executed.Count;

        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        string[] between = [.. rig.Executed.Skip(executed).TakeWhile(c => !Moves.Contains(c))];
        between.ShouldContain("M109 S200");
        between.ShouldNotContain(c => c.StartsWith("G0") || c.StartsWith("G1 E") || c.StartsWith("G1 X"));
        rig.ExecutedOf(Moves).ShouldBe(Moves);
    }

    [Fact]
    public void Somebody_who_moved_the_head_meanwhile_gets_it_back_to_its_place_without_filament()
    {
        using PrinterRig rig = Begin();
        rig.IsDiskFull = true;
        rig.Run(TimeSpan.FromSeconds(2));
        Pause(rig);
        rig.IsDiskFull = false;
        rig.Run(TimeSpan.FromSeconds(3));
        rig.Core.Send(["G90", "G1 X5 Y5 F3000"], _ => { }, () => { }, rig.Now);
        rig.Run(TimeSpan.FromSeconds(20));
        int executed = rig.Executed.Count;
        (double x, double y) = (rig.Core.Modal.Paused!.Position.X, rig.Core.Modal.Paused.Position.Y);

        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        rig.Executed.Skip(executed).ShouldContain(FormattableString.Invariant($"G0 X{x} Y{y} F6000"));
        rig.Executed.Skip(executed).ShouldNotContain("G1 E3 F1800");
        rig.ExecutedOf(Moves).ShouldBe(Moves);
    }

    [Fact]
    public void Hotends_that_policy_switched_off_are_heated_again_before_the_print_goes_on()
    {
        using PrinterRig rig = Begin(new PrinterPolicy { PausedHotendsOffAfter = TimeSpan.FromMinutes(10) });
        rig.IsDiskFull = true;
        rig.Run(TimeSpan.FromSeconds(2));
        Pause(rig);
        rig.Run(TimeSpan.FromMinutes(11));
        rig.Executed.ShouldContain("M104 S0");
        int executed = rig.Executed.Count;

        Should.Throw<PrinterRefusedException>(() => rig.Core.Resume(rig.Now));
        rig.IsDiskFull = false;
        rig.Run(TimeSpan.FromSeconds(3));
        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        string[] between = [.. rig.Executed.Skip(executed).TakeWhile(c => !Moves.Contains(c))];
        between.ShouldContain("M109 S200");
        rig.ExecutedOf(Moves).ShouldBe(Moves);
    }

    [Fact]
    public void A_resume_script_that_does_not_heat_is_preceded_by_what_heats_again_what_policy_switched_off()
    {
        using PrinterRig rig = Begin(
            new PrinterPolicy { PausedHotendsOffAfter = TimeSpan.FromMinutes(10) },
            new PrinterScripts { Pause = GCodeScript.Empty, Resume = GCodeScript.Parse("M117 on") }
        );
        Pause(rig);
        rig.Run(TimeSpan.FromMinutes(11));
        int executed = rig.Executed.Count;

        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        List<string> after = [.. rig.Executed.Skip(executed)];
        after.IndexOf("M109 S200").ShouldBeInRange(0, after.IndexOf("M117 on"));
    }

    [Fact]
    public void Who_pauses_while_the_print_resumes_still_gets_back_to_the_print()
    {
        using PrinterRig rig = Begin();
        Pause(rig);
        (double x, double y) = (rig.Core.Modal.Paused!.Position.X, rig.Core.Modal.Paused.Position.Y);
        rig.Core.Send(["M104 S0"], _ => { }, () => { }, rig.Now);
        rig.Run(TimeSpan.FromMinutes(5));
        rig.Core.Resume(rig.Now);
        rig.Run(TimeSpan.FromSeconds(2));
        rig.Core.State.ShouldBe(PrinterState.Resuming);

        Pause(rig);
        int executed = rig.Executed.Count;
        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);

        rig.Executed.Skip(executed).ShouldContain(FormattableString.Invariant($"G0 X{x} Y{y} F6000"));
        rig.ExecutedOf(Moves).ShouldBe(Moves);
    }

    [Fact]
    public void A_pause_that_only_the_books_know_of_holds_in_a_new_process_too()
    {
        using PrinterRig rig = Begin();
        rig.IsDiskFull = true;
        rig.Run(TimeSpan.FromSeconds(1.5));
        Pause(rig);
        rig.Crash(PathOf(rig), 50, wasPaused: true);
        rig.IsDiskFull = false;
        int executed = rig.ExecutedOf(Moves).Count;

        rig.Connect();
        rig.Run(TimeSpan.FromMinutes(1));

        rig.Core.State.ShouldBe(PrinterState.Paused);
        rig.ExecutedOf(Moves).Count.ShouldBe(executed);
        rig.Crash(PathOf(rig), 50);
        rig.Connect();
        rig.Core.State.ShouldBe(PrinterState.Paused);
        rig.Core.Resume(rig.Now);
        rig.RunUntil(PrinterState.Finished);
        rig.ExecutedOf(Moves).ShouldBe(Moves);
        rig.Executed.ShouldNotContain("G1 E3 F1800");
    }

    [Fact]
    public void An_interruption_that_only_the_books_know_of_holds_in_a_new_process_too()
    {
        using PrinterRig rig = Begin();
        rig.Crash(PathOf(rig), 50, interruption: "The printer was reset.");

        rig.Connect();
        rig.RunUntil(PrinterState.Interrupted);
        int executed = rig.ExecutedOf(Moves).Count;
        rig.Run(TimeSpan.FromMinutes(1));

        rig.Core.State.ShouldBe(PrinterState.Interrupted);
        rig.Core.Reason.ShouldBe("The printer was reset.");
        rig.ExecutedOf(Moves).Count.ShouldBe(executed);
        // It stands in the journal now.
        rig.Crash(PathOf(rig), 50);
        rig.Connect();
        rig.Core.State.ShouldBe(PrinterState.Interrupted);
        rig.ExecutedOf(Moves).Count.ShouldBe(executed);
    }

    private static PrinterRig Begin(PrinterPolicy? policy = null, PrinterScripts? scripts = null)
    {
        PrinterRig rig = new PrinterRig(
            new PrinterOptions { Speed = 20 },
            new PrinterSetup
            {
                Address = PortAddress.Parse("/dev/virtual"),
                Machine = new ScriptMachine { ParkX = 5, ParkY = 200 },
                Policy = policy ?? new PrinterPolicy(),
                Scripts = scripts ?? new PrinterScripts(),
            }
        ).Connect();
        rig.StartJob(Job);
        rig.RunUntil(() => rig.Executed.Count > 100);
        return rig;
    }

    private static void Pause(PrinterRig rig)
    {
        rig.Core.Pause(rig.Now);
        rig.RunUntil(PrinterState.Paused, TimeSpan.FromMinutes(10));
    }

    private static string PathOf(PrinterRig rig) => Path.Combine(rig.Folder, "job.gcode");
}
