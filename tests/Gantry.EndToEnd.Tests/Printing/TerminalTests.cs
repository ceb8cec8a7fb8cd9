using System.Text.RegularExpressions;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary><c>gantry terminal</c> as a person has it, on a terminal, and as a script has it, on a pipe.</summary>
public sealed partial class TerminalTests : PrintTest
{
    [Fact]
    public async Task What_is_typed_is_numbered_sent_once_and_answered()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using TerminalProgram terminal = TerminalProgram.Gantry("terminal", "--all", "--port", printer.Address);
        await terminal.WaitForAsync("# Idle", Stop);

        await terminal.TypeAsync("M114" + TerminalProgram.Enter);
        string sent = await terminal.WaitForAsync("M114*", Stop);
        string answer = await terminal.WaitForAsync("< X:", Stop);
        await terminal.TypeAsync("/quit" + TerminalProgram.Enter);

        Numbered().IsMatch(sent).ShouldBeTrue(sent);
        answer.ShouldContain("Count X:");
        (await terminal.FinishAsync(Stop)).Status.ShouldBe(0);
        printer.Executed().Count(c => c == "M114").ShouldBe(1);
    }

    [Fact]
    public async Task Keys_call_back_what_was_typed_and_mend_what_is_typed()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using TerminalProgram terminal = TerminalProgram.Gantry("terminal", "--port", printer.Address);
        await terminal.WaitForAsync("# Idle", Stop);

        await terminal.TypeAsync("M117 one" + TerminalProgram.Enter);
        await terminal.WaitForAsync("> M117 one", Stop);
        await terminal.TypeAsync("M117 twx\u007fo" + TerminalProgram.Enter);
        await terminal.WaitForAsync("> M117 two", Stop);
        await terminal.TypeAsync(TerminalProgram.Up + TerminalProgram.Up + TerminalProgram.Enter);
        await terminal.WaitForAsync("> M117 one", Stop);
        await terminal.TypeAsync(
            TerminalProgram.Up + TerminalProgram.Up + TerminalProgram.Down + " more" + TerminalProgram.Enter
        );
        await terminal.WaitForAsync("> M117 one more", Stop);
        await terminal.TypeAsync(TerminalProgram.CtrlD);

        (await terminal.FinishAsync(Stop)).Status.ShouldBe(0);
        printer
            .Executed()
            .Where(c => c.StartsWith("M117", StringComparison.Ordinal))
            .ShouldBe(["M117 one", "M117 two", "M117 one", "M117 one more"]);
    }

    [Fact]
    public async Task What_would_harm_the_numbering_is_refused_in_words()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using TerminalProgram terminal = TerminalProgram.Gantry("terminal", "--port", printer.Address);
        await terminal.WaitForAsync("# Idle", Stop);

        await terminal.TypeAsync("M110 N5" + TerminalProgram.Enter);

        (await terminal.WaitForAsync("! ", Stop)).ShouldContain("M110");
        await terminal.TypeAsync(TerminalProgram.CtrlC);
        (await terminal.FinishAsync(Stop)).Status.ShouldBe(0);
        printer.Executed().Count(c => c.StartsWith("M110", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task An_emergency_stop_reaches_a_firmware_that_is_blocked()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop);
        await using TerminalProgram terminal = TerminalProgram.Gantry("terminal", "--port", printer.Address);
        await terminal.WaitForAsync("# Idle", Stop);
        await terminal.TypeAsync("G4 S600" + TerminalProgram.Enter);
        await terminal.WaitForAsync("> G4 S600", Stop);

        await terminal.TypeAsync("/stop" + TerminalProgram.Enter);

        await terminal.WaitForAsync("kill() called", Stop);
    }

    [Fact]
    public async Task A_printer_that_vanishes_is_said_and_is_there_again_when_it_comes_back()
    {
        string link = PathOf("printer.tty");
        SimulatedPrinter printer = await SimulatedPrinter.AtAsync(link, Stop, "--fast");
        await using TerminalProgram terminal = TerminalProgram.Gantry("terminal", "--port", link);
        await terminal.WaitForAsync("# Idle", Stop);

        await printer.DisposeAsync();
        await terminal.WaitForAsync("# Offline", Stop);
        await terminal.TypeAsync("M114" + TerminalProgram.Enter);
        await terminal.WaitForAsync("! ", Stop);
        await using SimulatedPrinter again = await SimulatedPrinter.AtAsync(link, Stop, "--fast");
        await terminal.WaitForAsync("# Idle", Stop);
        await terminal.TypeAsync("M114" + TerminalProgram.Enter);

        await terminal.WaitForAsync("< X:", Stop);
    }

    [Fact]
    public async Task Commands_from_a_pipe_are_done_one_by_one()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using RunningProgram terminal = RunningProgram.Gantry("terminal", "--port", printer.Address);

        await terminal.WriteAsync("G92 X42\n\nM114\n; a comment\nM117 done\n/quit\n");

        ProgramEnd end = await terminal.FinishAsync(Stop);
        end.Status.ShouldBe(0, end.Errors);
        end.Output.ShouldContain("> G92 X42\n");
        end.Output.ShouldContain("< X:42.00 ");
        end.Output.ShouldNotContain("\e[");
        printer.Executed().TakeLast(3).ShouldBe(["G92 X42", "M114", "M117 done"]);
    }

    [Fact]
    public async Task A_pipe_ends_at_the_first_command_that_is_refused()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using RunningProgram terminal = RunningProgram.Gantry("terminal", "--port", printer.Address);

        await terminal.WriteAsync("M117 one\nM110 N3\nM117 two\n");

        ProgramEnd end = await terminal.FinishAsync(Stop);
        end.Status.ShouldBe(1, end.Errors);
        end.Output.ShouldContain("! ");
        printer.Executed().ShouldNotContain("M117 two");
    }

    [Fact]
    public async Task A_port_that_does_not_exist_is_said_in_one_line()
    {
        await using RunningProgram terminal = RunningProgram.Gantry("terminal", "--port", PathOf("nothing"));

        ProgramEnd end = await terminal.FinishAsync(Stop);

        end.Status.ShouldBe(67);
        end.Errors.TrimEnd().Split('\n').Length.ShouldBe(1, end.Errors);
        end.Errors.ShouldStartWith("gantry terminal: ");
        end.Errors.ShouldContain("does not exist");
    }

    [GeneratedRegex(@"^> N\d+M114\*\d+$")]
    private static partial Regex Numbered();
}
