using System.CommandLine;
using System.Text.Json.Nodes;
using Gantry.Cli;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Server;

namespace Gantry.EndToEnd.Tests.Verbs;

/// <summary>Verbs run within the tests, as they are typed, against a server of this machine.</summary>
internal static class Verb
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Runs one, which may end as it likes.</summary>
    public static Task<ProgramEnd> TryAsync(this RunningServer server, params string[] arguments) =>
        RunAsync([.. arguments, "--data", server.Data.Root]);

    /// <summary>Runs one for the server that it names.</summary>
    public static async Task<ProgramEnd> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        ParseResult parsed = Program.Commands(arguments[0]).Parse(arguments);
        string wrong = string.Join('\n', parsed.Errors.Select(e => e.Message));
        if (wrong.Length > 0)
            return new ProgramEnd(ExitCode.Usage, "", wrong);
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = errors,
            ProcessTerminationTimeout = null,
        };
        int status = await parsed.InvokeAsync(configuration, Stop);
        return new ProgramEnd(status, output.ToString(), errors.ToString());
    }

    /// <summary>Runs one, which must end well; what it wrote.</summary>
    public static async Task<string> DoAsync(this RunningServer server, params string[] arguments)
    {
        ProgramEnd end = await server.TryAsync(arguments);
        end.Status.ShouldBe(0, $"gantry {string.Join(' ', arguments)}: {end.Errors}");
        return end.Output;
    }

    /// <summary>Runs one with <c>--json</c>, which must end well.</summary>
    public static async Task<JsonNode> JsonAsync(this RunningServer server, params string[] arguments) =>
        JsonNode.Parse(await server.DoAsync([.. arguments, "--json"]))!;

    /// <summary>Runs one as a program of its own, with what it reads from its standard input.</summary>
    public static async Task<ProgramEnd> TypeAsync(this RunningServer server, string input, params string[] arguments)
    {
        await using RunningProgram program = RunningProgram.Gantry([.. arguments, "--data", server.Data.Root]);
        await program.WriteAsync(input);
        program.CloseInput();
        return await program.FinishAsync(Stop);
    }
}
