using System.CommandLine;
using System.Globalization;
using System.Text;
using Gantry.Cli.Server;
using Gantry.Cli.Service;

namespace Gantry.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var signals = new StopSignals();
        ParseResult parsed;
        try
        {
            parsed = Commands().Parse(args);
        }
        catch (InvalidOperationException e)
        {
            // Checks of several options together read them, also those that are none; the parser throws then.
            return Refuse($"gantry {args[0]}", [e.Message]);
        }
        if (parsed.Errors.Count > 0)
            return Refuse(VerbOf(parsed), parsed.Errors.Select(e => e.Message));
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null };
        return await parsed.InvokeAsync(configuration, signals.Token);
    }

    /// <summary>All verbs.</summary>
    internal static RootCommand Commands()
    {
        var root = new RootCommand("Gantry: the self-hosted server for fleets of 3D printers.\n\n" + ExitCodes());
        root.Add(ServeCommand.Create());
        root.Add(PrintersCommand.Create());
        root.Add(QueueCommand.Create());
        root.Add(JobsCommand.Create());
        root.Add(FilesCommand.Create());
        root.Add(UsersCommand.Create());
        root.Add(PrintCommand.Create());
        root.Add(TerminalCommand.Create());
        root.Add(PortsCommand.Create());
        root.Add(AttachCommand.Create());
        root.Add(ForwardCommand.Create());
        root.Add(DevicesCommand.Create());
        root.Add(ServiceCommand.Create());
        root.Add(AnalyzeCommand.Create());
        root.Add(SimulateCommand.Create());
        root.Add(ShareCommand.Create());
        root.Add(BackupCommand.Create());
        root.Add(RestoreCommand.Create());
        root.Add(MonitorCommand.Create());
        root.Add(DiscoverCommand.Create());
        root.Add(AnnounceCommand.Create());
        return root;
    }

    /// <summary>What is wrong, in a line each, instead of the whole help.</summary>
    private static int Refuse(string verb, IEnumerable<string> messages)
    {
        foreach (string message in messages)
            Console.Error.WriteLine($"{verb}: {UsageWords.Of(message)}");
        Console.Error.WriteLine($"'{verb} --help' explains it.");
        return ExitCode.Usage;
    }

    private static string VerbOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "gantry" : $"gantry {parsed.CommandResult.Command.Name}";

    private static string ExitCodes()
    {
        var text = new StringBuilder("Exit codes:");
        foreach ((int code, string meaning) in ExitCode.All)
            text.Append(CultureInfo.InvariantCulture, $"\n  {code, 2}  {meaning}");
        return text.ToString();
    }
}
