using Gantry.Simulator;
using Gantry.Simulator.Faults;

namespace Gantry.Tests.Simulator;

/// <summary>Everything that can be made to go wrong.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("stall@500", "duration")]
    [InlineData("stall@x=3s", "moment")]
    [InlineData("noise=2", "probability")]
    [InlineData("noise=-1", "probability")]
    [InlineData("noise", "probability")]
    [InlineData("lost-ok=1/0", "probability")]
    [InlineData("seed=abc", "whole number")]
    [InlineData("rest@500", "There is no fault \"rest\"")]
    [InlineData("reset", "needs a moment")]
    [InlineData("noise@500=1", "has no moment")]
    [InlineData("reset@500=3", "no value")]
    [InlineData("runaway@5s=nozzle", "a heater")]
    [InlineData("flood@5=10GB", "a size")]
    [InlineData("flood@5=9999999999MB", "a size")]
    [InlineData("noise=1e-3,,seed=7", "has no name")]
    [InlineData("=3", "has no name")]
    [InlineData("resend-storm=1/5x0", "whole number from 1")]
    public void A_wrong_plan_says_what_was_expected(string plan, string word)
    {
        Should.Throw<FaultSyntaxException>(() => FaultPlan.Parse(plan)).Message.ShouldContain(word);
    }

    [Fact]
    public void A_plan_may_hold_everything_at_once()
    {
        FaultPlan plan = FaultPlan.Parse(
            "noise=1e-3, seed=7, lost-ok=1/3000,stall@500=30s,reset@1200,runaway@60s,drop@300,flip-out=0.5%,"
                + "resend-storm=1/500x9,mintemp@2m=bed,maxtemp@1h,heating-failed@1500ms=E1,flood@7=3kB,kill@9,"
                + "lose-in=0,insert-out=1,cut-reply=.1e-2,glue-reply=1,chatter=1,invalid-utf8=1".Replace(
                    ".1e-2",
                    "0.1e-2",
                    StringComparison.Ordinal
                )
        );

        plan.Seed.ShouldBe(7);
        plan.Outbound.Flip.ShouldBe(0.005);
        plan.ResendStormLength.ShouldBe(9);
        plan.Timed.Count.ShouldBe(9);
        plan.Timed[0].Duration.ShouldBe(TimeSpan.FromSeconds(30));
        plan.Timed[4].Trigger.Time.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void An_empty_plan_does_nothing()
    {
        FaultPlan.Parse("").Timed.ShouldBeEmpty();
    }

    [Fact]
    public void A_lost_ok_is_lost_whole_and_the_command_has_run()
    {
        TestHost host = With("lost-ok=1");

        host.Ask("M118 x", "G4 P1").ShouldBe(["x\r"]);
        host.Commands.Count.ShouldBe(2);
    }

    [Fact]
    public void Noise_spoils_bytes_and_the_same_seed_spoils_the_same_ones()
    {
        string[] Run(string plan)
        {
            TestHost host = With(plan);
            for (int i = 1; i <= 50; i++)
                host.Ask(TimeSpan.FromMilliseconds(100), TestHost.Numbered(i, "G4 P1"));
            return [.. host.Commands];
        }

        Run("noise=0.02,seed=1").ShouldBe(Run("noise=0.02,seed=1"));
        Run("noise=0.02,seed=1").ShouldNotBe(Run("noise=0.02,seed=2"));
    }

    [Fact]
    public void A_stall_delays_the_answer_and_overflows_the_buffer()
    {
        TestHost host = With("stall@1=10s");
        host.Ask("G4 P1").ShouldBe(["ok"]);
        TimeSpan start = host.Now;
        host.Write("M105\n" + new string('x', 300) + "\n");

        host.RunUntil("ok T:");
        (host.Now - start).ShouldBeInRange(TimeSpan.FromSeconds(8.9), TimeSpan.FromSeconds(10));
        host.Printer.LostBytes.ShouldBe(300 + 6 - 127);
    }

    [Fact]
    public void A_reset_in_the_middle_forgets_the_number_and_prints_the_banner()
    {
        TestHost host = With("reset@3");

        string[] answers = host.Ask([.. Enumerable.Range(1, 4).Select(i => TestHost.Numbered(i, "G4 P1"))]);

        answers[..2].ShouldBe(["ok", "ok"]);
        answers.ShouldContain("start");
        host.Ask(TestHost.Numbered(4, "M105"))[0].ShouldEndWith("Last Line: 0");
    }

    [Fact]
    public void A_resend_storm_refuses_several_good_lines_in_a_row()
    {
        TestHost host = With("resend-storm=1x3");
        string line = TestHost.Numbered(1, "G4 P1");

        for (int i = 0; i < 3; i++)
            host.Ask(line)[1].ShouldBe("Resend: 1");
    }

    [Fact]
    public void Cut_and_glued_replies_lose_their_ends()
    {
        With("glue-reply=1").Ask("M118 a", "M118 b").ShouldBeEmpty();
        TestHost host = With("cut-reply=1");
        host.Ask("M118 abc").ShouldBeEmpty();
    }

    [Fact]
    public void Chatter_and_broken_text_come_before_the_ok()
    {
        With("chatter=1").Ask("G4 P1").Length.ShouldBe(2);
        With("invalid-utf8=1").Ask("G4 P1")[0].ShouldContain("\u00ff\u00fe");
    }

    [Fact]
    public void A_flood_is_one_long_line()
    {
        TestHost host = With("flood@1=5kB");

        string[] answer = host.Ask("G4 P1");
        answer[0].ShouldBe("ok");
        answer[1].ShouldBe(new string('#', 5000));
    }

    [Fact]
    public void A_dropped_port_hears_and_says_nothing_until_it_is_back()
    {
        TestHost host = With("drop@1=5s");
        host.Ask("G4 P1").ShouldBeEmpty("its ok is on the way when the port goes");

        host.Ask("M105").ShouldBeEmpty();
        host.Printer.IsPortGone(host.Now).ShouldBeTrue();
        host.Run(TimeSpan.FromSeconds(5));
        host.Ask("M105").ShouldHaveSingleItem();
        host.Commands.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("mintemp@5s", "Error:MINTEMP triggered, system stopped! Heater_ID: E0", "echo:Err: MINTEMP")]
    [InlineData("maxtemp@5s=bed", "Error:MAXTEMP triggered, system stopped! Heater_ID: bed", "echo:Err: MAXTEMP")]
    public void A_broken_sensor_halts_at_once(string plan, string error, string status)
    {
        With(plan).Ask(TimeSpan.FromSeconds(10)).ShouldBe([error, status, "Error:Printer halted. kill() called!"]);
    }

    [Fact]
    public void A_heater_that_does_not_heat_is_found_after_40_seconds()
    {
        TestHost host = With("heating-failed@1");
        host.Ask("G4 P1");
        TimeSpan start = host.Now;
        host.Write("M104 S200\n");

        host.RunUntil("Error:").ShouldBe("Error:Heating failed, system stopped! Heater_ID: E0");
        (host.Now - start).TotalSeconds.ShouldBe(40, 0.5);
        host.RunUntil("Error:Printer halted. kill() called!");
        host.Take().ShouldContain("echo:Heating Failed");
    }

    [Fact]
    public void A_runaway_is_found_40_seconds_below_the_target_once_that_was_reached()
    {
        TestHost host = With("runaway@1s");
        host.Write("M109 S200\n");

        host.RunUntil("Error:").ShouldBe("Error:Thermal Runaway, system stopped! Heater_ID: E0");
        host.RunUntil("Error:Printer halted. kill() called!");
        host.Take().ShouldContain("echo:THERMAL RUNAWAY");
        host.Now.ShouldBeInRange(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(160));
    }

    [Fact]
    public void Marlin_1_1_9_numbers_its_hotends()
    {
        var host = new TestHost(
            new PrinterOptions { Flavour = FirmwareFlavour.Marlin119, Faults = FaultPlan.Parse("mintemp@5s") }
        );

        host.Ask(TimeSpan.FromSeconds(10))[0].ShouldEndWith("Heater_ID: 0");
    }

    [Fact]
    public void A_kill_by_plan_halts()
    {
        TestHost host = With("kill@2s");

        host.Ask(TimeSpan.FromSeconds(3)).ShouldBe(["Error:Printer halted. kill() called!"]);
        host.Ask("M105").ShouldBeEmpty();
    }

    private static TestHost With(string plan) => new(new PrinterOptions { Faults = FaultPlan.Parse(plan) });
}
