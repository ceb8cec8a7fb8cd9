using System.Text;
using Gantry.Firmware;
using Gantry.Simulator;
using Gantry.Simulator.Faults;

namespace Gantry.Tests.Firmware;

/// <summary>What the firmware asks for again, and what only seems to be asked for.</summary>
public sealed class ResendTests
{
    [Theory]
    [InlineData("Error:checksum mismatch, Last Line: 2\nResend: 3\nok\n")]
    [InlineData("Resend: 3\nok\n")]
    [InlineData("Error:checksum mismatch, Last Line: 40000\nResend: 40001\nok\n")]
    [InlineData("Error:checksum mismatch, Last Line: 2\n")]
    [InlineData("Error:Line Number is not Last Line Number+1, Last Line: 9\nResend: 12\nok\n")]
    [InlineData("rs 1\n")]
    public void A_resend_for_a_line_long_gone_or_never_sent_changes_nothing(string words)
    {
        foreach (WindowSize window in (WindowSize[])[WindowSize.Marlin, WindowSize.OneLine])
        {
            JobLines job = JobLines.Idle(2000);
            LinkRig rig = new LinkRig(options: new LinkOptions { Window = window }).Connect(job);
            for (int i = 0; i < 5; i++)
            {
                rig.Run(TimeSpan.FromMilliseconds(700));
                rig.Link.Receive(Encoding.ASCII.GetBytes(words), rig.Now);
            }

            rig.RunUntil(LinkEventKind.StreamAccepted);

            rig.Finish();
            rig.JobExecuted().ShouldBe(job.Commands, $"{window}");
        }
    }

    [Theory]
    [InlineData("N-1 M110*15\n")]
    [InlineData("N-30 M110*61\n")]
    public void A_firmware_that_another_host_numbered_below_zero_is_greeted_and_prints(string numbering)
    {
        JobLines job = JobLines.Idle(50);
        var rig = new LinkRig();
        rig.Printer.Receive(Encoding.ASCII.GetBytes(numbering), rig.Now);
        rig.Run(TimeSpan.FromSeconds(1));

        rig.Connect(job);
        rig.RunUntil(LinkEventKind.StreamAccepted);

        rig.JobExecuted().ShouldBe(job.Commands);
    }

    [Fact]
    public void A_line_that_is_refused_for_ever_is_given_up_in_words()
    {
        LinkRig rig = new LinkRig(new PrinterOptions { Faults = FaultPlan.Parse("resend-storm=1/100x10000,seed=2") });
        rig.Connect(JobLines.Idle(1000));

        LinkEvent given = rig.RunUntil(LinkEventKind.LineRefused);

        given.Number.ShouldBeGreaterThan(0);
        int sent = rig.Sent.Count;
        rig.Run(TimeSpan.FromSeconds(10));
        rig.Sent.Count.ShouldBe(sent);
    }

    [Fact]
    public void A_lost_ok_of_a_command_that_blocks_does_not_stop_a_firmware_that_never_says_busy()
    {
        var job = new JobLines(["G4 P100", "G4 P101", "M400", "G4 P102", .. JobLines.Idle(50).Commands, "M400"]);
        for (int seed = 1; seed <= 10; seed++)
        {
            var rig = new LinkRig(
                new PrinterOptions
                {
                    Features = Features.AutoReport,
                    Faults = FaultPlan.Parse($"lost-ok=1/3,seed={seed}"),
                },
                new LinkOptions { Window = WindowSize.OneLine }
            );
            rig.Connect(job);
            rig.Link.FirmwareSaysBusy = false;

            rig.RunUntil(LinkEventKind.StreamAccepted);

            rig.Finish();
            rig.JobExecuted().ShouldBe(job.Commands, $"seed {seed}");
            rig.Now.ShouldBeLessThan(TimeSpan.FromMinutes(30));
        }
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("ok 3")]
    [InlineData("echo:Unknown command: \"G9999\"")]
    [InlineData("Error:Something else")]
    [InlineData("start")]
    [InlineData("wait")]
    [InlineData("echo:busy: processing")]
    public void A_reply_that_belongs_to_nothing_loses_and_doubles_no_line(string words)
    {
        JobLines job = JobLines.Idle(2000);
        LinkRig rig = new LinkRig().Connect(job);
        for (int i = 0; i < 5; i++)
        {
            rig.Run(TimeSpan.FromMilliseconds(700));
            rig.Link.Receive(Encoding.ASCII.GetBytes(words + "\n"), rig.Now);
        }

        rig.RunUntil(LinkEventKind.StreamAccepted);

        rig.Finish();
        rig.JobExecuted().ShouldBe(job.Commands);
    }
}
