using System.Diagnostics;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>Ctrl-C: the program ends soon, and the heaters are off before it does.</summary>
public sealed class StopTests : PrintTest
{
    /// <summary>Two seconds are promised; five times as long on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(RunningProgram.SigInt)]
    [InlineData(RunningProgram.SigTerm)]
    public async Task In_the_middle_of_a_print(int signal)
    {
        JobFile job = Moves(3000);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop);
        await using RunningProgram print = StartPrint(job, printer);
        await printer.ExecutedAsync(100, Stop);

        ProgramEnd end = await StopAsync(print, signal);

        end.Errors.ShouldContain("gantry print: cancelled; the heaters are off.");
        ShouldBeCold(printer);
        Directory.EnumerateFiles(PathOf("data/jobs")).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_it_waits_for_the_hotend()
    {
        await File.WriteAllTextAsync(PathOf("hot.gcode"), "G21\nM140 S60\nM109 S200\nG1 X10\n", Stop);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop);
        await using RunningProgram print = StartPrint(PathOf("hot.gcode"), printer.Address);
        await printer.ExecutedAsync(8, Stop);

        ProgramEnd end = await StopAsync(print, RunningProgram.SigInt);

        end.Errors.ShouldContain("gantry print: cancelled; the heaters are off.");
        ShouldBeCold(printer);
    }

    [Fact]
    public async Task While_nobody_answers()
    {
        await using RunningProgram silent = RunningProgram.Start(
            DebianPackage.Socat(),
            $"pty,raw,echo=0,link={PathOf("silent")}",
            "-"
        );
        while (!Path.Exists(PathOf("silent")))
            await Task.Delay(2, Stop);
        await using RunningProgram print = StartPrint(Moves(10).Path, PathOf("silent"));
        // The end of a cut line, and then the question for the line number.
        (await silent.ReadLineAsync(Stop)).ShouldBeEmpty();

        ProgramEnd end = await StopAsync(print, RunningProgram.SigInt);

        end.Errors.ShouldBeEmpty();
    }

    private async Task<ProgramEnd> StopAsync(RunningProgram print, int signal)
    {
        long start = Stopwatch.GetTimestamp();
        print.Signal(signal);
        ProgramEnd end = await print.FinishAsync(Stop);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(Limit);
        end.Status.ShouldBe(4, end.Errors);
        return end;
    }

    private static void ShouldBeCold(SimulatedPrinter printer)
    {
        IReadOnlyList<string> executed = printer.Executed();
        foreach (string heater in (string[])["M104", "M140"])
            executed.Last(c => c.StartsWith(heater, StringComparison.Ordinal)).ShouldEndWith(" S0");
    }
}
