using System.Text.Json;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>Tests of <c>gantry print</c> as a process of its own: a folder each for jobs and journals.</summary>
public abstract class PrintTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected CancellationToken Stop { get; } = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected string PathOf(string name) => _folder[name];

    private protected JobFile Moves(int count) => JobFile.WriteMoves(_folder["job.gcode"], count);

    private protected RunningProgram StartPrint(string file, string address, params string[] options) =>
        RunningProgram.Gantry(["print", file, "--port", address, "--data", _folder["data"], .. options]);

    private protected RunningProgram StartPrint(JobFile job, SimulatedPrinter printer, params string[] options) =>
        StartPrint(job.Path, printer.Address, options);

    private protected async Task<ProgramEnd> PrintAsync(string file, string address, params string[] options)
    {
        await using RunningProgram print = StartPrint(file, address, options);
        return await print.FinishAsync(Stop);
    }

    /// <summary>Prints a job to its end, and checks that it was executed line by line.</summary>
    /// <returns>The report.</returns>
    private protected async Task<JsonElement> PrintAllAsync(
        JobFile job,
        SimulatedPrinter printer,
        string? address = null,
        params string[] options
    )
    {
        ProgramEnd end = await PrintAsync(job.Path, address ?? printer.Address, ["--json", .. options]);
        end.Status.ShouldBe(0, end.Errors);
        job.ShouldBeAllOf(printer.Executed());
        return JsonDocument.Parse(end.Output).RootElement;
    }

    /// <summary>One line of trouble in clear words, and nothing of the program's inside.</summary>
    private protected static void ShouldBeRefused(ProgramEnd end, int status, params string[] words)
    {
        end.Status.ShouldBe(status, end.Errors);
        foreach (string word in words)
            end.Errors.ShouldContain(word, Case.Sensitive);
        end.Errors.TrimEnd().Split('\n').Length.ShouldBe(1, end.Errors);
        end.Errors.ShouldStartWith("gantry print: ");
        end.Errors.ShouldNotContain("Exception");
    }
}
