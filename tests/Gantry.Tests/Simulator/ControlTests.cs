using Gantry.Simulator;

namespace Gantry.Tests.Simulator;

/// <summary>Commands that act out of turn, or not: §6 of the measurements.</summary>
public sealed class ControlTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public void M112_acts_at_once_while_the_queue_has_room()
    {
        var host = new TestHost();

        host.Ask(Short, "G4 S10", "M112").ShouldBe(["echo:M112 Shutdown", "Error:Printer halted. kill() called!"]);
        host.Ask(TimeSpan.FromSeconds(30), "M105", "M999").ShouldBeEmpty();
    }

    [Fact]
    public void M112_comes_late_when_the_queue_is_full()
    {
        var host = new TestHost();
        TimeSpan start = host.Now;
        foreach (string line in new[] { "G4 S4", "G4 P1", "G4 P1", "G4 P1", "M112" })
            host.Write(line + "\n");
        host.RunUntil("Error:Printer halted");

        (host.Now - start).ShouldBeInRange(TimeSpan.FromSeconds(3.7), TimeSpan.FromSeconds(4.2));
    }

    [Fact]
    public void With_an_emergency_parser_M112_acts_at_once_also_numbered_and_behind_a_full_queue()
    {
        TestHost host = With(Features.EmergencyParser);

        host.Ask(Short, "G4 S4", "G4 P1", "G4 P1", "G4 P1", TestHost.Numbered(77, "M112"))
            .ShouldBe(["echo:M112 Shutdown", "Error:Printer halted. kill() called!"]);
    }

    [Fact]
    public void Only_a_reset_ends_a_halt()
    {
        var host = new TestHost();
        host.Ask(Short, "M112");
        host.Printer.Reset(host.Now);
        host.Run(TimeSpan.FromSeconds(2));
        host.Take();

        host.Ask("M105").ShouldHaveSingleItem().ShouldStartWith("ok T:");
    }

    [Fact]
    public void With_host_actions_a_halt_asks_for_power_off()
    {
        With(Features.HostPrompts)
            .Ask(Short, "M112")
            .ShouldBe(["echo:M112 Shutdown", "//action:poweroff", "Error:Printer halted. kill() called!"]);
    }

    [Fact]
    public void M108_ends_heating_only_without_a_number()
    {
        var host = new TestHost();
        host.Write("M109 S200\n");
        host.Run(TimeSpan.FromSeconds(1.5));
        host.Take();

        host.Ask(Short, TestHost.Numbered(1, "M108")).ShouldBeEmpty();
        host.Ask(Short, "M108").ShouldBe(["ok", "ok", "ok"]);
    }

    [Fact]
    public void With_an_emergency_parser_a_numbered_M108_ends_heating_too()
    {
        TestHost host = With(Features.EmergencyParser);
        host.Write("M109 S200\n");
        host.Run(TimeSpan.FromSeconds(1.5));
        host.Take();

        host.Ask(Short, TestHost.Numbered(1, "M108")).ShouldBe(["ok", "ok"]);
    }

    [Fact]
    public void M410_stops_the_moves_takes_a_second_twice_and_lets_later_lines_run()
    {
        var host = new TestHost();
        host.Ask(Short, "G1 X100 F600");
        TimeSpan start = host.Now;
        host.Write("M410\nM114\n");
        string position = host.RunUntil("X:");

        (host.Now - start).ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.2));
        double x = double.Parse(position[2..position.IndexOf(' ')], System.Globalization.CultureInfo.InvariantCulture);
        x.ShouldBeInRange(1, 20);
        host.Run(Short);
        host.Take().Count(l => l == "ok").ShouldBe(2);
    }

    [Fact]
    public void M0_with_prompts_asks_and_waits_for_M876()
    {
        TestHost host = With(Features.HostPrompts | Features.EmergencyParser);

        host.Ask(TimeSpan.FromSeconds(2.5), "M0 Press")
            .ShouldBe([
                "echo:Press",
                "//action:prompt_end",
                "//action:prompt_begin Press",
                "//action:prompt_button Continue",
                "//action:prompt_show",
                "echo:busy: paused for user",
            ]);
        host.Ask(Short, "M876 S0").ShouldBe(["ok", "ok"]);
    }

    [Fact]
    public void M0_is_released_by_M108_and_with_P_by_time()
    {
        var host = new TestHost();
        host.Ask(Short, "M0").ShouldBeEmpty();
        host.Ask(Short, "M108").ShouldBe(["ok", "ok"]);

        host.Ask(Short, "M0 P1500").ShouldBeEmpty();
        host.Ask(TimeSpan.FromSeconds(1.5)).ShouldBe(["ok"]);
    }

    [Fact]
    public void M600_asks_for_filament_purges_as_often_as_wanted_and_goes_on()
    {
        TestHost host = With(Features.HostPrompts | Features.EmergencyParser);
        host.Write("M600\n");
        host.RunUntil("//action:paused");
        host.RunUntil("//action:prompt_begin Nozzle Parked");
        host.Run(Short);
        host.Write("M876 S0\n");
        host.RunUntil("//action:prompt_button PurgeMore");
        host.Run(Short);
        host.Write("M876 S0\n");
        host.RunUntil("//action:prompt_button PurgeMore");
        host.Run(Short);
        host.Write("M876 S1\n");
        host.RunUntil("//action:resumed");
        host.Take();

        host.RunUntil("ok");
    }

    [Fact]
    public void M117_notifies_the_host_where_that_is_built_in()
    {
        With(Features.Notifications).Ask("M117 Layer 3").ShouldBe(["//action:notification Layer 3", "ok"]);
    }

    private static TestHost With(Features features) => new(new PrinterOptions { Features = Features.Stock | features });
}
