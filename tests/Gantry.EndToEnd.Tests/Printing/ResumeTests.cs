using System.Text;
using System.Text.Json;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary><c>--resume</c>: the next process goes on with the next line, or refuses and says why.</summary>
public sealed class ResumeTests : PrintTest
{
    [Fact]
    public async Task After_kill_9_the_executed_list_is_whole()
    {
        JobFile job = Moves(400);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--speed", "5");
        int killedAt = await PrintAndKillAsync(job, printer, 150);

        ProgramEnd end = await PrintAsync(job.Path, printer.Address, "--resume", "--json");

        end.Status.ShouldBe(0, end.Errors);
        end.Errors.ShouldContain("goes on behind line ");
        job.ShouldBeAllOf(printer.Executed());
        JsonElement report = JsonDocument.Parse(end.Output).RootElement;
        long before = report.GetProperty("linesBefore").GetInt64();
        before.ShouldBeInRange(killedAt - 20, job.Commands.Count);
        (before + report.GetProperty("lines").GetInt64()).ShouldBe(job.Commands.Count);
        Directory.EnumerateFiles(PathOf("data/jobs")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Over_a_port_that_was_given_up()
    {
        JobFile job = Moves(300);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--speed",
            "10",
            "--faults",
            "drop@100=1s"
        );
        (await PrintAsync(job.Path, printer.Address, "--give-up", "0ms")).Status.ShouldNotBe(0);
        while (!Path.Exists(printer.Address))
            await Task.Delay(5, Stop);

        ProgramEnd end = await PrintAsync(job.Path, printer.Address, "--resume");

        end.Status.ShouldBe(0, end.Errors);
        job.ShouldBeAllOf(printer.Executed());
    }

    [Fact]
    public async Task At_a_port_that_has_another_name_now()
    {
        JobFile job = Moves(400);
        string link = PathOf("printer.tty");
        await using SimulatedPrinter printer = await SimulatedPrinter.AtAsync(link, Stop, "--speed", "5");
        await PrintAndKillAsync(job, printer, 150);
        File.CreateSymbolicLink(PathOf("other.tty"), new FileInfo(link).LinkTarget!);
        ProgramEnd early = await PrintAsync(job.Path, PathOf("other.tty"), "--resume");
        File.Delete(link);

        ProgramEnd end = await PrintAsync(job.Path, PathOf("other.tty"), "--resume");

        ShouldBeRefused(early, 78, "There is no interrupted job on", $"That of this file is on {link}");
        end.Status.ShouldBe(0, end.Errors);
        job.ShouldBeAllOf(printer.Executed());
    }

    [Fact]
    public async Task Nothing_to_resume_is_said()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");

        ShouldBeRefused(
            await PrintAsync(Moves(5).Path, printer.Address, "--resume"),
            78,
            "There is no interrupted job on",
            PathOf("data")
        );
    }

    [Fact]
    public async Task Another_file_is_refused()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--speed", "5");
        await PrintAndKillAsync(Moves(400), printer, 50);
        JobFile other = JobFile.WriteMoves(PathOf("other.gcode"), 401);

        ShouldBeRefused(
            await PrintAsync(other.Path, printer.Address, "--resume"),
            78,
            "is not the file of the interrupted job: that was job.gcode"
        );
    }

    [Fact]
    public async Task A_printer_that_was_reset_meanwhile_is_refused()
    {
        JobFile job = Moves(400);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--speed", "5");
        await PrintAndKillAsync(job, printer, 50);
        await SendAsync(printer, "N1 M110*34\nN0 M110 N0*125\n");

        ProgramEnd end = await PrintAsync(job.Path, printer.Address, "--resume");

        ShouldBeRefused(end, 78, "The printer was reset");
    }

    [Fact]
    public async Task Another_printer_at_the_same_port_is_refused()
    {
        JobFile job = Moves(2000);
        string link = PathOf("printer.tty");
        await using (SimulatedPrinter printer = await SimulatedPrinter.AtAsync(link, Stop, "--speed", "5"))
            await PrintAndKillAsync(job, printer, 50);
        await using SimulatedPrinter other = await SimulatedPrinter.AtAsync(link, Stop, "--fast", "--extruders", "2");
        // A number that could be one of the job's, wherever its numbering began.
        await SendAsync(other, "N1500 M110*23\n");

        ProgramEnd end = await PrintAsync(job.Path, link, "--resume");

        ShouldBeRefused(end, 78, "This is another printer than the one that the job began on");
        other.Executed().ShouldNotContain(c => c.StartsWith("G1 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_beyond_the_jobs_end_is_refused()
    {
        JobFile job = Moves(400);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--speed", "5");
        await PrintAndKillAsync(job, printer, 50);
        await SendAsync(printer, "N1500 M110*23\n");

        ProgramEnd end = await PrintAsync(job.Path, printer.Address, "--resume");

        ShouldBeRefused(end, 78, "last line was 1500, which is not of this job");
    }

    [Fact]
    public async Task Without_resume_the_job_begins_anew()
    {
        JobFile job = Moves(100);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--speed", "5");
        await PrintAndKillAsync(job, printer, 50);
        int before = printer.Executed().Count;

        ProgramEnd end = await PrintAsync(job.Path, printer.Address);

        end.Status.ShouldBe(0, end.Errors);
        end.Errors.ShouldContain("an interrupted job on this printer is given up");
        string[] executed = [.. printer.Executed().Skip(before)];
        job.ShouldBeAllOf([.. executed.Skip(Array.LastIndexOf(executed, "M110"))]);
    }

    /// <summary>Kills the program in the middle of a print.</summary>
    /// <returns>How many commands of the job were executed at least.</returns>
    private async Task<int> PrintAndKillAsync(JobFile job, SimulatedPrinter printer, int commands)
    {
        await using RunningProgram print = StartPrint(job, printer);
        await printer.ExecutedAsync(commands, Stop);
        print.Signal(RunningProgram.SigKill);
        (await print.EndAsync(Stop)).ShouldBe(128 + RunningProgram.SigKill);
        return commands;
    }

    private async Task SendAsync(SimulatedPrinter printer, string lines)
    {
        int before = printer.Executed().Count;
        await File.WriteAllBytesAsync(printer.Address, Encoding.ASCII.GetBytes("\n" + lines), Stop);
        await printer.ExecutedAsync(before + 1, Stop);
    }
}
