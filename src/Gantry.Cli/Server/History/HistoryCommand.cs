using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gantry.Cli.Server.Queue;

namespace Gantry.Cli.Server.History;

/// <summary><c>gantry history</c>: what was printed, and what became of it.</summary>
internal static class HistoryCommand
{
    /// <summary>The print that is meant.</summary>
    public static readonly Argument<long> Id = new("print") { Description = "The print's id." };

    private static readonly Argument<string> Verdict = new("verdict")
    {
        Description = "good, bad, or none to take back what was said.",
    };

    private static readonly Option<string?> Reason = VerbOption.Text("--reason", "Why.", "TEXT");

    private static readonly Option<bool> Requeue = new("--requeue") { Description = "Make its copy once more." };

    private static readonly Option<int> Limit = VerbOption.Limit("prints");

    public static Command Create()
    {
        Verdict.AcceptOnlyFromAmong("good", "bad", "none");
        return ServerVerb
            .Create(
                "history",
                "List what was printed, or do something with it.",
                [.. HistoryFilter.All, Limit],
                ListAsync
            )
            .With(
                ServerVerb.Create("show", "Show all that is known of a print.", [Id], ShowAsync),
                ServerVerb.Create("judge", "Say what became of a print.", [Id, Verdict, Reason, Requeue], JudgeAsync),
                ServerVerb.Create("again", "Make a job of a print once more.", [Id], RepeatAsync),
                ServerVerb.Create(
                    "temperatures",
                    "Show the temperatures of a print.",
                    [Id],
                    PrintTemperatures.WriteAsync
                ),
                ServerVerb.Create("log", "Show what was said in a print.", [Id], PrintLogText.WriteAsync),
                PhotoCommand.Create(),
                ServerVerb.Create(
                    "export",
                    "Write all prints that fit, as CSV or JSON.",
                    [.. HistoryFilter.All, ExportFormat.Option, SavedFile.Output],
                    ExportAsync
                ),
                ServerVerb.Create("remove", "Take a print out of the history.", [Id], RemoveAsync)
            );
    }

    /// <summary>Where the print that is meant is.</summary>
    public static string PathOf(ParseResult arguments) =>
        string.Create(CultureInfo.InvariantCulture, $"/prints/{arguments.GetValue(Id)}");

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        ServerQuery query = await HistoryFilter.ReadAsync(arguments, server, stop);
        ServerTable.Write(
            arguments,
            await server.ListAsync($"/prints{query}", Math.Max(arguments.GetValue(Limit), 1), stop),
            "No prints.",
            ("id", p => JsonText.Get(p, "id")),
            ("file", p => JsonText.Get(p, "fileName")),
            ("printer", p => JsonText.Get(p, "printerName")),
            ("by", p => JsonText.Get(p, "userName")),
            ("began", p => JsonText.Time(p, "startedAt")),
            ("time", p => JsonText.Duration(JsonText.Number(p, "seconds"))),
            ("state", p => JsonText.Get(p, "state")),
            ("verdict", VerdictOf),
            ("filament", p => JsonText.Amount(p, "filamentG", "g")),
            ("cost", p => JsonText.Amount(p, "cost"))
        );
    }

    private static async Task ShowAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement print = await server.GetAsync(PathOf(arguments), stop);
        ServerTable.WriteFields(
            arguments,
            print,
            ("id", JsonText.Get(print, "id")),
            ("file", JsonText.Get(print, "fileName")),
            ("printer", JsonText.Get(print, "printerName")),
            ("by", JsonText.Get(print, "userName")),
            ("job", JsonText.Get(print, "jobId")),
            ("began", JsonText.Time(print, "startedAt")),
            ("ended", JsonText.Time(print, "endedAt")),
            ("printed for", JsonText.Duration(JsonText.Number(print, "seconds"))),
            ("state", JsonText.Get(print, "state")),
            ("because", JsonText.Get(print, "reason")),
            ("firmware said", JsonText.Get(print, "firmwareWords")),
            ("notes", JsonText.Get(print, "notes")),
            ("verdict", VerdictOf(print)),
            ("verdict because", JsonText.Get(print, "verdictReason")),
            ("verdict by", JsonText.Get(print, "verdictBy")),
            ("photo by", JsonText.Get(print, "photoBy")),
            ("material", JsonText.Get(print, "material")),
            ("filament", JsonText.Amount(print, "filamentG", "g")),
            ("energy", JsonText.Amount(print, "energyWh", "Wh")),
            ("cost", JsonText.Amount(print, "cost")),
            ("can be printed again", JsonText.Get(print, "canReprint"))
        );
    }

    private static async Task JudgeAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["verdict"] = arguments.GetValue(Verdict),
            ["reason"] = arguments.GetValue(Reason),
            ["requeue"] = arguments.GetValue(Requeue),
        };
        JsonElement print = await server.CallAsync(HttpMethod.Post, PathOf(arguments) + "/verdict", body, stop);
        ServerTable.Say(
            arguments,
            print,
            $"Print {JsonText.Get(print, "id")}, {JsonText.Get(print, "fileName")}: {JsonText.Get(print, "verdict")}."
        );
    }

    private static async Task RepeatAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement job = await server.CallAsync(HttpMethod.Post, PathOf(arguments) + "/reprint", null, stop);
        JobText.Say(arguments, job);
    }

    private static async Task ExportAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        ServerQuery query = await HistoryFilter.ReadAsync(arguments, server, stop);
        await SavedFile.FetchAsync(arguments, server, $"/prints/export{ExportFormat.AddTo(query, arguments)}", stop);
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ServerTable.Say(
            arguments,
            await server.CallAsync(HttpMethod.Delete, PathOf(arguments), null, stop),
            $"Removed print {arguments.GetValue(Id)}."
        );

    private static string VerdictOf(JsonElement print) =>
        JsonText.Get(print, "verdict") is var said && said == "none" ? "" : said;
}
