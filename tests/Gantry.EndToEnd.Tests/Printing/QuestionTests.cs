using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>A print that waits for a person: it says so, and Enter lets it go on.</summary>
public sealed class QuestionTests : PrintTest
{
    [Theory]
    [InlineData("")]
    [InlineData("host-prompts")]
    public async Task A_stop_in_the_file_waits_for_enter(string features)
    {
        JobFile job = Moves(40);
        string text = await File.ReadAllTextAsync(job.Path, Stop);
        await File.WriteAllTextAsync(job.Path, text.Replace("G92 X100", "M0 Put a nut in\nG92 X100"), Stop);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            features.Length > 0 ? ["--features", features, "--speed", "20"] : ["--speed", "20"]
        );
        await using RunningProgram print = StartPrint(job.Path, printer.Address);
        await SaysAsync(print, "the printer asks: ");
        printer.Executed().ShouldNotContain(c => c.StartsWith("G1 ", StringComparison.Ordinal));

        await print.WriteAsync("\n");

        ProgramEnd end = await print.FinishAsync(Stop);
        end.Status.ShouldBe(0, end.Errors);
        printer.Executed().Count(c => c.StartsWith("G1 ", StringComparison.Ordinal)).ShouldBe(40);
    }

    [Fact]
    public async Task A_change_of_filament_asks_until_it_is_done()
    {
        JobFile job = Moves(20);
        await File.AppendAllTextAsync(job.Path, "M600\nM117 after\n", Stop);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--features",
            "host-prompts,emergency-parser",
            "--speed",
            "20"
        );
        await using RunningProgram print = StartPrint(job.Path, printer.Address);
        // Before that it only tells that it will; nobody waits for an answer then.
        await SaysAsync(print, "Nozzle Parked");
        await print.WriteAsync("\n");
        await SaysAsync(print, "(1 PurgeMore, 2 Continue)");

        await print.WriteAsync("2\n");

        ProgramEnd end = await print.FinishAsync(Stop);
        end.Status.ShouldBe(0, end.Errors);
        printer.Executed().ShouldContain("M117 after");
    }

    private async Task SaysAsync(RunningProgram print, string words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!print.Errors.Contains(words, StringComparison.Ordinal))
        {
            bool isOver = print.HasEnded || limit.IsCancellationRequested;
            isOver.ShouldBeFalse($"\"{words}\" was never said: {print.Errors}");
            await Task.Delay(5, Stop);
        }
    }
}
