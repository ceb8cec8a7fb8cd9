using Gantry.Simulator;

namespace Gantry.Tests.Simulator;

/// <summary>Numbers and checksums: the answers that were measured on real firmware, word for word.</summary>
public sealed class LineNumberTests
{
    public static TheoryData<string> Marlins { get; } = new("marlin-2.1.2", "marlin-2.0.9.5", "marlin-1.1.9");

    [Theory]
    [MemberData(nameof(Marlins))]
    public void A_wrong_number_is_answered_with_the_last_line_and_a_resend(string flavour)
    {
        TestHost host = Create(flavour);
        host.Ask(TestHost.Numbered(1, "M105"));

        host.Ask(TestHost.Numbered(5, "M105"))
            .ShouldBe(["Error:Line Number is not Last Line Number+1, Last Line: 1", "Resend: 2", "ok"]);
    }

    [Theory]
    [MemberData(nameof(Marlins))]
    public void A_wrong_checksum_is_answered_with_the_last_line_and_a_resend(string flavour)
    {
        TestHost host = Create(flavour);

        host.Ask("N1 M105*1").ShouldBe(["Error:checksum mismatch, Last Line: 0", "Resend: 1", "ok"]);
    }

    [Theory]
    [MemberData(nameof(Marlins))]
    public void A_number_without_a_checksum_is_refused(string flavour)
    {
        TestHost host = Create(flavour);

        host.Ask("N1 M105").ShouldBe(["Error:No Checksum with line number, Last Line: 0", "Resend: 1", "ok"]);
    }

    [Fact]
    public void Marlin_2_1_2_is_silent_about_a_repeated_line()
    {
        TestHost host = Create("marlin-2.1.2");
        host.Ask(TestHost.Numbered(1, "G4 P1"), TestHost.Numbered(2, "G4 P1"));

        host.Ask(TestHost.Numbered(2, "G4 P1")).ShouldBeEmpty();
        host.Ask(TestHost.Numbered(1, "G4 P1")).ShouldBeEmpty();
        host.Ask(TestHost.Numbered(3, "G4 P1")).ShouldBe(["ok"]);
        host.Commands.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("marlin-2.0.9.5")]
    [InlineData("marlin-1.1.9")]
    public void Older_Marlins_refuse_a_repeated_line(string flavour)
    {
        TestHost host = Create(flavour);
        host.Ask(TestHost.Numbered(1, "G4 P1"));

        host.Ask(TestHost.Numbered(1, "G4 P1"))
            .ShouldBe(["Error:Line Number is not Last Line Number+1, Last Line: 1", "Resend: 2", "ok"]);
    }

    [Fact]
    public void An_unnumbered_line_runs_whatever_its_checksum_says()
    {
        var host = new TestHost();

        host.Ask("M105*1").ShouldHaveSingleItem().ShouldStartWith("ok T:");
        host.Commands.ShouldBe(["M105"]);
    }

    [Fact]
    public void The_number_is_looked_at_before_the_checksum()
    {
        var host = new TestHost();

        host.Ask("N7 M105*1")[0].ShouldBe("Error:Line Number is not Last Line Number+1, Last Line: 0");
    }

    [Theory]
    [InlineData("N999999999 M105*46")]
    [InlineData("N-5 M105*33")]
    [InlineData("N4294967297 M105*37")]
    public void A_probe_tells_the_last_accepted_line_and_changes_nothing(string probe)
    {
        var host = new TestHost();
        host.Ask(TestHost.Numbered(1, "G4 P1"), TestHost.Numbered(2, "G4 P1"));

        host.Ask(probe).ShouldBe(["Error:Line Number is not Last Line Number+1, Last Line: 2", "Resend: 3", "ok"]);
        host.Ask(TestHost.Numbered(3, "G4 P1")).ShouldBe(["ok"]);
        host.Commands.Count.ShouldBe(3);
    }

    [Fact]
    public void A_number_before_M110_is_taken_on_reception()
    {
        var host = new TestHost();
        // The queue is busy, and the pipelined line behind it is right all the same.
        string[] answers = host.Ask(
            TimeSpan.FromSeconds(3),
            "G4 S1",
            TestHost.Numbered(100, "M110"),
            TestHost.Numbered(101, "G4 P1")
        );

        answers.ShouldBe(["ok", "ok", "ok"]);
        host.Printer.ShouldNotBeNull();
    }

    [Fact]
    public void M110_with_a_number_behind_it_acts_only_when_executed()
    {
        var host = new TestHost();

        string[] answers = host.Ask(TimeSpan.FromSeconds(3), "G4 S1", "M110 N200", TestHost.Numbered(201, "G4 P1"));

        answers.ShouldBe(["Error:Line Number is not Last Line Number+1, Last Line: 0", "Resend: 1", "ok", "ok", "ok"]);
        host.Ask(TestHost.Numbered(201, "G4 P1")).ShouldBe(["ok"]);
    }

    [Fact]
    public void N0_M110_N_acts_twice_and_jumps_back()
    {
        var host = new TestHost();

        host.Ask(
                TimeSpan.FromSeconds(3),
                "G4 S1",
                TestHost.Numbered(0, "M110 N70"),
                TestHost.Numbered(71, "G4 P1"),
                TestHost.Numbered(72, "G4 P2")
            )
            .ShouldBe(["ok", "ok", "ok", "ok"]);

        host.Ask(TestHost.Numbered(73, "G4 P3"))
            .ShouldBe(["Error:Line Number is not Last Line Number+1, Last Line: 70", "Resend: 71", "ok"]);
    }

    [Fact]
    public void M999_sends_a_resend_and_an_ok_before_its_own()
    {
        var host = new TestHost();
        host.Ask(TestHost.Numbered(1, "G4 P1"));

        host.Ask("M999").ShouldBe(["Resend: 2", "ok", "ok"]);
    }

    [Fact]
    public void A_numbered_line_that_is_too_long_loses_its_checksum()
    {
        var host = new TestHost();

        host.Ask(TestHost.Numbered(1, "M117 " + new string('x', 90)))
            .ShouldBe(["Error:No Checksum with line number, Last Line: 0", "Resend: 1", "ok"]);
    }

    [Fact]
    public void A_long_line_is_cut_at_95_characters()
    {
        var host = new TestHost();

        host.Ask("M117 " + new string('x', 200)).ShouldBe(["ok"]);
        host.Commands.ShouldHaveSingleItem().Length.ShouldBe(95);
    }

    [Fact]
    public void Empty_lines_and_comments_are_not_answered()
    {
        var host = new TestHost();

        host.Ask("", "\r", "; a comment", "\r\n\n").ShouldBeEmpty();
        host.Commands.ShouldBeEmpty();
    }

    [Fact]
    public void A_comment_and_a_carriage_return_are_cut_off()
    {
        var host = new TestHost();

        host.Ask("G4 P1 ; wait\r").ShouldBe(["ok"]);
        host.Commands.ShouldBe(["G4 P1 "]);
    }

    [Fact]
    public void Backspaces_erase_a_cut_line_on_2_x_only()
    {
        TestHost host = Create("marlin-2.1.2");
        host.Write("M104 S2");
        host.Ask(new string('\b', 96) + "M105").ShouldHaveSingleItem().ShouldStartWith("ok T:");

        TestHost old = Create("marlin-1.1.9");
        old.Write("M104 S2");
        old.Ask(new string('\b', 96) + "M105");
        old.Commands.ShouldHaveSingleItem().ShouldStartWith("M104 S2");
    }

    [Fact]
    public void What_is_sent_while_the_complaint_goes_out_is_not_heard()
    {
        var host = new TestHost();
        host.Write("N1 G92 X1*1\n");
        // The complaint takes 4 ms; the host has not heard of it yet.
        host.Run(TimeSpan.FromMilliseconds(1.5));

        host.Ask("M118 lost").ShouldBe(["Error:checksum mismatch, Last Line: 0", "Resend: 1", "ok"]);
        host.Commands.ShouldBeEmpty();
    }

    [Fact]
    public void The_tail_behind_an_error_runs_as_an_unnumbered_line()
    {
        var host = new TestHost();
        // One corrupted line and a good one behind it: the good one loses its head while the complaint goes out.
        host.Ask(TimeSpan.FromSeconds(2), "N1 G92 X1*1", TestHost.Numbered(2, "M118 " + new string('a', 70)));

        host.Commands.ShouldHaveSingleItem().ShouldStartWith("aaa");
    }

    private static TestHost Create(string flavour) =>
        new(new PrinterOptions { Flavour = FirmwareFlavour.All.Single(f => f.Name == flavour) });
}
