using System.Text.Json;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>A wire and a firmware that do wrong: either every line is executed once, or the print stops and says why.</summary>
public sealed class FaultTests : PrintTest
{
    [Theory]
    [InlineData("noise-out=1e-3,seed=3", "auto")]
    [InlineData("noise=2e-4,seed=5", "off")]
    [InlineData("lost-ok=1/100,seed=2", "auto")]
    [InlineData("cut-reply=1/100,seed=4", "auto")]
    [InlineData("glue-reply=1/60,seed=6", "auto")]
    [InlineData("resend-storm=1/100x5,seed=1", "off")]
    [InlineData("chatter=0.1,invalid-utf8=0.1", "auto")]
    [InlineData("stall@100=2s", "auto")]
    [InlineData("flood@100=50kB", "off")]
    [InlineData("drop@100=300ms", "auto")]
    public async Task The_executed_list_is_whole_in_spite_of(string faults, string window)
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--speed",
            "max",
            "--baud",
            "1000000",
            "--faults",
            faults
        );

        await PrintAllAsync(Moves(200), printer, options: ["--window", window, "--baud", "1000000"]);
    }

    /// <summary>
    /// Noise makes the firmware take the cut end of a line for a command, one it knows or not, when more lines are on their way:
    /// that cannot be undone, so each time the report says so. When it happens lies in the timing; hence several prints until it has.
    /// </summary>
    [Fact]
    public async Task What_the_firmware_made_of_a_cut_line_is_told()
    {
        JobFile job = Moves(400);
        var told = new List<string>();
        for (int seed = 1; told.Count == 0; seed++)
        {
            seed.ShouldBeLessThan(20, "In no print the end of a line became a command.");
            await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
                Stop,
                "--speed",
                "max",
                "--baud",
                "1000000",
                "--faults",
                $"flip-in=2e-3,seed={seed}"
            );
            ProgramEnd end = await PrintAsync(job.Path, printer.Address, "--json", "--baud", "1000000");
            end.Status.ShouldBe(0, end.Errors);
            told =
            [
                .. JsonDocument
                    .Parse(end.Output)
                    .RootElement.GetProperty("notes")
                    .EnumerateArray()
                    .Select(n => n.GetString()!),
            ];
            int executed = job.ShouldBeAllOfBesides(printer.Executed());
            told.Count.ShouldBeGreaterThanOrEqualTo(executed);
            end.Errors.Split('\n').Count(l => told.Any(l.Contains)).ShouldBe(told.Distinct().Count());
        }
        told.ShouldAllBe(n => n.StartsWith("Near line ") && n.Contains("cut end of a line"));
    }

    [Fact]
    public async Task A_lost_ok_is_counted()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--fast",
            "--faults",
            "lost-ok=1/100"
        );

        JsonElement report = await PrintAllAsync(Moves(300), printer);

        report.GetProperty("oksLost").GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_reset_interrupts_the_print()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--speed",
            "20",
            "--boot-time",
            "100ms",
            "--faults",
            "reset@100"
        );

        ProgramEnd end = await PrintAsync(Moves(300).Path, printer.Address);

        end.Status.ShouldBe(6, end.Errors);
        end.Errors.ShouldContain("gantry print: interrupted: The printer was reset");
        printer.Executed().Count(c => c.StartsWith("G1 ", StringComparison.Ordinal)).ShouldBeLessThan(120);
    }

    [Theory]
    [InlineData("mintemp@100", "MINTEMP")]
    [InlineData("kill@100", "kill()")]
    public async Task A_fault_of_the_printer_ends_the_print(string fault, string words)
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--speed",
            "20",
            "--faults",
            fault
        );

        ProgramEnd end = await PrintAsync(Moves(300).Path, printer.Address);

        end.Status.ShouldBe(5, end.Errors);
        end.Errors.ShouldContain(words);
    }
}
