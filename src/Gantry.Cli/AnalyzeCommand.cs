using System.CommandLine;
using Gantry.GCode;
using Gantry.GCode.Analysis;
using Gantry.GCode.Checking;
using Gantry.GCode.Motion;
using Spectre.Console;

namespace Gantry.Cli;

/// <summary>
/// <c>gantry analyze FILE</c>: what a G-code file is, wants and takes, as a table or as JSON.
/// </summary>
internal static class AnalyzeCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description = "A G-code file: text, .gz, .ufp, sliced .3mf or .bgcode; what it is decides, not its name.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON instead of a table." };

    private static readonly Option<string> Machine = new("--machine")
    {
        Description = "The machine to estimate the time for: marlin (as it comes), ender3, or none.",
        DefaultValueFactory = _ => "marlin",
    };

    private static readonly Option<PrinterLimits?> Limits = PrinterLimitsText.Option(
        "--printer-limits",
        "Say what this printer could not do: 220x220x250[,round],hotend=260,bed=100,chamber=0,tools=1,nozzle=0.4; any part may be left out."
    );

    public static Command Create()
    {
        Machine.AcceptOnlyFromAmong("marlin", "ender3", "none");
        var command = new Command("analyze", "Tell what a G-code file is, wants and takes.")
        {
            File,
            Json,
            Machine,
            Limits,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string path = arguments.GetRequiredValue(File);
        TextWriter output = arguments.InvocationConfiguration.Output;
        int Fail(int code, string problem)
        {
            arguments.InvocationConfiguration.Error.WriteLine($"gantry: {path}: {problem}");
            return code;
        }
        var options = new AnalysisOptions
        {
            Machine = arguments.GetRequiredValue(Machine) switch
            {
                "none" => null,
                "ender3" => MachineSettings.Ender3,
                _ => MachineSettings.Marlin,
            },
            Limits = arguments.GetValue(Limits),
        };
        try
        {
            GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(path, options, cancellationToken);
            if (analysis.CodedCommands == 0)
                return Fail(ExitCode.BadData, "this is text, but no G-code: not one G, M or T command is in it.");
            if (arguments.GetValue(Json))
                await output.WriteLineAsync(AnalysisJson.Write(analysis));
            else
                Print(AnalysisTable.Build(path, analysis), output);
            return analysis.Findings.Any(f => f.Severity == GCodeSeverity.Error) ? ExitCode.DoesNotFit : ExitCode.Ok;
        }
        catch (GCodeException e)
        {
            return Fail(ExitCode.BadData, e.Message);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Fail(ExitCode.NoInput, "there is no such file.");
        }
        catch (UnauthorizedAccessException)
        {
            return Directory.Exists(path)
                ? Fail(ExitCode.NoInput, "this is a folder; name a file.")
                : Fail(ExitCode.NotPermitted, "you may not read this file.");
        }
        catch (IOException e)
        {
            return Fail(ExitCode.IoError, e.Message);
        }
    }

    private static void Print(Table table, TextWriter output) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
}
