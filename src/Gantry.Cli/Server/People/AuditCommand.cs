using System.CommandLine;
using System.Net;
using System.Text.Json;
using Gantry.Cli.Server.Printers;

namespace Gantry.Cli.Server.People;

/// <summary><c>gantry audit</c>: who did what to what.</summary>
internal static class AuditCommand
{
    private static readonly Option<string?> User = VerbOption.Text("--user", "Only by this account.", "NAME");

    private static readonly Option<string?> Printer = VerbOption.Text("--printer", "Only to this printer.", "NAME");

    private static readonly Option<string?> Action = VerbOption.Text(
        "--action",
        "Only of this kind, as job.cancel.",
        "WORD"
    );

    private static readonly Option<DateTimeOffset?> From = TimeOption.Create("--from", "Only then or later");

    private static readonly Option<DateTimeOffset?> To = TimeOption.Create("--to", "Only before that");

    private static readonly Option<int> Limit = VerbOption.Limit("entries");

    public static Command Create() =>
        ServerVerb
            .Create(
                "audit",
                "List who did what, the latest first.",
                [User, Printer, Action, From, To, Limit],
                ListAsync
            )
            .With(
                ServerVerb.Create(
                    "export",
                    "Write the log, or a time of it, as CSV or JSON.",
                    [From, To, ExportFormat.Option, SavedFile.Output],
                    ExportAsync
                ),
                ServerVerb.Create("check", "Look whether anybody changed the log.", [], CheckAsync)
            );

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        ServerQuery query = Span(arguments)
            .Add("user", await UserNames.FindIdAsync(server, arguments.GetValue(User), stop))
            .Add("printer", await PrinterNames.FindIdAsync(server, arguments.GetValue(Printer), stop))
            .Add("action", arguments.GetValue(Action));
        ServerTable.Write(
            arguments,
            await server.ListAsync($"/audit{query}", Math.Max(arguments.GetValue(Limit), 1), stop),
            "No entries.",
            ("id", e => JsonText.Get(e, "id")),
            ("at", e => JsonText.Time(e, "at")),
            ("who", e => JsonText.Get(e, "user")),
            ("from where", e => JsonText.Get(e, "address")),
            ("what", e => JsonText.Get(e, "action")),
            ("to what", e => $"{JsonText.Get(e, "subjectKind")} {JsonText.Get(e, "subject")}".Trim()),
            ("more", e => JsonText.Get(e, "details") is var details && details == "{}" ? "" : details)
        );
    }

    private static Task ExportAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        SavedFile.FetchAsync(arguments, server, $"/audit/export{ExportFormat.AddTo(Span(arguments), arguments)}", stop);

    private static async Task CheckAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement check = await server.GetAsync("/audit/check", stop);
        string broken = JsonText.Get(check, "firstBroken");
        ServerTable.Say(
            arguments,
            check,
            broken.Length == 0
                ? $"{JsonText.Get(check, "entries")} entries, and nobody changed any."
                : $"Entry {broken} was changed."
        );
        if (broken.Length > 0)
            throw new ServerCallException("The log is not as it was written.", HttpStatusCode.NotFound);
    }

    private static ServerQuery Span(ParseResult arguments) =>
        new ServerQuery().Add("from", arguments.GetValue(From)).Add("to", arguments.GetValue(To));
}
