using System.CommandLine;
using System.Globalization;
using System.Text;
using Gantry.Cli.Server;
using Gantry.Cli.Server.History;
using Gantry.Cli.Server.Library;
using Gantry.Cli.Server.People;
using Gantry.Cli.Server.Printers;
using Gantry.Cli.Server.Queue;
using Gantry.Cli.Server.Settings;
using Gantry.Cli.Service;

namespace Gantry.Cli;

internal static class Program
{
    /// <summary>The verbs, in the order of the help.</summary>
    private static readonly (string Name, Func<Command> Create)[] Verbs =
    [
        ("serve", ServeCommand.Create),
        ("printers", PrintersCommand.Create),
        ("queue", QueueCommand.Create),
        ("jobs", JobsCommand.Create),
        ("files", FilesCommand.Create),
        ("history", HistoryCommand.Create),
        ("statistics", StatisticsCommand.Create),
        ("cameras", CamerasCommand.Create),
        ("maintenance", MaintenanceCommand.Create),
        ("users", UsersCommand.Create),
        ("quotas", QuotasCommand.Create),
        ("keys", KeysCommand.Create),
        ("audit", AuditCommand.Create),
        ("settings", SettingsCommand.Create),
        ("notifications", NotificationsCommand.Create),
        ("events", EventsCommand.Create),
        ("print", PrintCommand.Create),
        ("terminal", TerminalCommand.Create),
        ("ports", PortsCommand.Create),
        ("attach", AttachCommand.Create),
        ("forward", ForwardCommand.Create),
        ("devices", DevicesCommand.Create),
        ("service", ServiceCommand.Create),
        ("analyze", AnalyzeCommand.Create),
        ("simulate", SimulateCommand.Create),
        ("share", ShareCommand.Create),
        ("backup", BackupCommand.Create),
        ("restore", RestoreCommand.Create),
        ("monitor", MonitorCommand.Create),
        ("discover", DiscoverCommand.Create),
        ("announce", AnnounceCommand.Create),
    ];

    private static async Task<int> Main(string[] args)
    {
        NativeHeap.Share();
        using var signals = new StopSignals();
        ParseResult parsed;
        try
        {
            parsed = Commands(args.FirstOrDefault()).Parse(args);
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

    /// <summary>
    /// The verb that was typed, and all of them where that is none. One is quicker made than all, and a server keeps
    /// for months what it was started with.
    /// </summary>
    internal static RootCommand Commands(string? verb = null)
    {
        var root = new RootCommand("Gantry: the self-hosted server for fleets of 3D printers.\n\n" + ExitCodes());
        bool isKnown = Verbs.Any(v => v.Name == verb);
        foreach ((string name, Func<Command> create) in Verbs)
            if (!isKnown || name == verb)
                root.Add(create());
        return root;
    }

    /// <summary>What is wrong, in a line each, instead of the whole help.</summary>
    private static int Refuse(string verb, IEnumerable<string> messages)
    {
        // A verb that is not known is told as such; that one is needed follows from it.
        string[] all = [.. messages];
        foreach (string message in all.Where(m => all.Length == 1 || m != "Required command was not provided."))
            Console.Error.WriteLine($"{verb}: {UsageWords.Of(message)}");
        Console.Error.WriteLine($"'{verb} --help' explains it.");
        return ExitCode.Usage;
    }

    private static string VerbOf(ParseResult parsed) => $"gantry {VerbName.Of(parsed)}".TrimEnd();

    private static string ExitCodes()
    {
        var text = new StringBuilder("Exit codes:");
        foreach ((int code, string meaning) in ExitCode.All)
            text.Append(CultureInfo.InvariantCulture, $"\n  {code, 2}  {meaning}");
        return text.ToString();
    }
}
