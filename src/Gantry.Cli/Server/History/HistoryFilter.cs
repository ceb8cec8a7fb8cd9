using System.CommandLine;
using Gantry.Cli.Server.People;
using Gantry.Cli.Server.Printers;

namespace Gantry.Cli.Server.History;

/// <summary>Which prints are meant, as options.</summary>
internal static class HistoryFilter
{
    private static readonly Option<string?> Printer = VerbOption.Text("--printer", "Only of this printer.", "NAME");

    private static readonly Option<string?> User = VerbOption.Text(
        "--user",
        "Only of this account; 'me' is the key's own.",
        "NAME"
    );

    private static readonly Option<string?> State = VerbOption.Text(
        "--state",
        "Only in these states, as failed,cancelled.",
        "WORDS"
    );

    private static readonly Option<string?> Verdict = VerbOption.Text(
        "--verdict",
        "Only those that are none, good or bad.",
        "WORD"
    );

    private static readonly Option<string?> Material = VerbOption.Text("--material", "Only of this material.", "NAME");

    private static readonly Option<DateTimeOffset?> From = TimeOption.Create("--from", "Only begun then or later");

    private static readonly Option<DateTimeOffset?> To = TimeOption.Create("--to", "Only begun before that");

    private static readonly Option<string?> Search = VerbOption.Text(
        "--search",
        "Only with this in the name of the file, the printer or the person.",
        "TEXT"
    );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Symbol> All { get; } = [Printer, User, State, Verdict, Material, From, To, Search];

    /// <summary>The parameters of a call.</summary>
    /// <exception cref="ServerCallException">There is no such printer or account.</exception>
    public static async Task<ServerQuery> ReadAsync(
        ParseResult arguments,
        ServerClient server,
        CancellationToken stop
    ) =>
        new ServerQuery()
            .Add("printerId", await PrinterNames.FindIdAsync(server, arguments.GetValue(Printer), stop))
            .Add("userId", await UserNames.FindIdAsync(server, arguments.GetValue(User), stop))
            .Add("state", arguments.GetValue(State))
            .Add("verdict", arguments.GetValue(Verdict))
            .Add("material", arguments.GetValue(Material))
            .Add("from", arguments.GetValue(From))
            .Add("to", arguments.GetValue(To))
            .Add("text", arguments.GetValue(Search));
}
