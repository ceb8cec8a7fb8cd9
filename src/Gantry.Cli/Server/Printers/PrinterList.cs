using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Gantry.Cli.Server.Printers;

/// <summary>Lists the printers of a server.</summary>
internal static class PrinterList
{
    private static readonly Option<string?> State = VerbOption.Text(
        "--state",
        "Only in this state, as printing.",
        "WORD"
    );

    private static readonly Option<string?> Tag = VerbOption.Text("--tag", "Only with this tag.", "TAG");

    private static readonly Option<string?> Location = VerbOption.Text("--location", "Only at this place.", "TEXT");

    private static readonly Option<string?> Search = VerbOption.Text(
        "--search",
        "Only with this in name, model, location, notes or tags.",
        "TEXT"
    );

    /// <summary>Which ones.</summary>
    public static IReadOnlyList<Symbol> Filters { get; } = [State, Tag, Location, Search];

    /// <summary>Does it.</summary>
    public static async Task WriteAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        ServerQuery query = new ServerQuery()
            .Add("state", arguments.GetValue(State))
            .Add("tag", arguments.GetValue(Tag))
            .Add("location", arguments.GetValue(Location))
            .Add("text", arguments.GetValue(Search));
        bool isAll = query.ToString().Length == 0;
        ServerTable.Write(
            arguments,
            await server.GetAsync($"/printers{query}", stop),
            isAll ? "No printers. Add one with 'gantry printers add NAME URL'." : "No such printers.",
            ("id", p => JsonText.Get(p, "id")),
            ("name", p => JsonText.Get(p, "name")),
            ("state", p => JsonText.Get(p, "live.state")),
            ("print", p => JsonText.Get(p, "live.job.fileName")),
            ("done", Done),
            ("left", p => JsonText.Duration(JsonText.Number(p, "live.job.leftSeconds"))),
            ("plate", p => JsonText.Get(p, "plate.state")),
            ("needs you", p => JsonText.Get(p, "attention.text"))
        );
    }

    private static string Done(JsonElement printer) =>
        JsonText.Number(printer, "live.job.progress") is { } share
            ? share.ToString("0 %", CultureInfo.InvariantCulture)
            : "";
}
