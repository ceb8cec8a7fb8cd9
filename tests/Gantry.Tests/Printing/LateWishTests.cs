using Gantry.Printing;
using Gantry.Serial;
using Gantry.Tests.Firmware;

namespace Gantry.Tests.Printing;

/// <summary>What is asked when the job's last line is done, and only its end is not.</summary>
public sealed class LateWishTests
{
    private static readonly IReadOnlyList<string> Job = [.. JobLines.Idle(100).Commands, "G1 X150 F300"];

    [Fact]
    public void A_pause_is_refused_in_words_and_the_job_ends()
    {
        using PrinterRig rig = RunToItsEnd();

        Should.Throw<PrinterRefusedException>(() => rig.Core.Pause(rig.Now)).Message.ShouldContain("last line");

        rig.RunUntil(PrinterState.Finished);
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Completed);
    }

    [Theory]
    [InlineData("//action:pause\n")]
    [InlineData("//action:paused\n")]
    public void A_pause_that_the_printer_wants_changes_nothing(string words)
    {
        using PrinterRig rig = RunToItsEnd();

        rig.Core.Received(System.Text.Encoding.ASCII.GetBytes(words), rig.Now);

        rig.RunUntil(PrinterState.Finished);
        rig.Core.LastJob!.Outcome.ShouldBe(JobOutcome.Completed);
    }

    [Fact]
    public void A_cancel_ends_the_job()
    {
        using PrinterRig rig = RunToItsEnd();

        rig.Core.Cancel(rig.Now);

        rig.RunUntil(PrinterState.Finished);
        rig.Core.LastJob.ShouldNotBeNull();
    }

    private static PrinterRig RunToItsEnd()
    {
        PrinterRig rig = new PrinterRig(
            setup: new PrinterSetup { Address = PortAddress.Parse("/dev/virtual") }
        ).Connect();
        rig.StartJob(Job);
        rig.RunUntil(() => rig.Core.Job is { IsEnding: true });
        return rig;
    }
}
