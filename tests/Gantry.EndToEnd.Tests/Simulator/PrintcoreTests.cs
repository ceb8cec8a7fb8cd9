using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Printing;

namespace Gantry.EndToEnd.Tests.Simulator;

/// <summary>A host that is not ours prints on the simulator, and takes it for the Marlin that it knows.</summary>
public sealed class PrintcoreTests : PrintTest
{
    [Theory]
    [InlineData("seed=1")]
    [InlineData("resend-storm=1/40x3,seed=2")]
    public async Task Printcore_prints_a_file_line_by_line(string faults)
    {
        JobFile job = Moves(300);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--speed",
            "max",
            "--faults",
            faults
        );

        await using (RunningProgram host = Printcore(printer.Address, "115200", job.Path))
            (await host.FinishAsync(Stop)).Status.ShouldBe(0, host.Errors);

        // It sends again before the complaint has gone out, so that real firmware takes up cut ends, which it does not know.
        var known = new HashSet<string>(job.Commands);
        printer.Executed().Where(known.Contains).ShouldBe(job.Commands);
    }

    [Fact]
    public async Task Gantry_prints_where_printcore_has_printed_before()
    {
        JobFile job = Moves(100);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--speed", "max");
        await using (RunningProgram host = Printcore(printer.Address, "115200", job.Path))
            (await host.FinishAsync(Stop)).Status.ShouldBe(0, host.Errors);
        int before = printer.Executed().Count;

        ProgramEnd end = await PrintAsync(job.Path, printer.Address);

        end.Status.ShouldBe(0, end.Errors);
        job.ShouldBeAllOf([.. printer.Executed().Skip(before)]);
    }

    private static RunningProgram Printcore(params string[] arguments) =>
        RunningProgram.Start(
            DebianPackage.PythonWithPrintcore(),
            [Repository.Path("bench/peers/printcore_host.py"), .. arguments]
        );
}
