using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Printers;

/// <summary><c>gantry maintenance</c>: what is to be done to a printer again and again, and what was done.</summary>
internal static class MaintenanceCommand
{
    private static readonly Argument<string> Task = new("task") { Description = "What is to be done." };

    private static readonly Argument<long> Id = new("task") { Description = "The task's id." };

    private static readonly Argument<string> Text = new("text") { Description = "What was done." };

    private static readonly Option<string?> DoneText = VerbOption.Text("--text", "What was done.", "TEXT");

    private static readonly Option<string?> Name = VerbOption.Text("--name", "Another name.", "TEXT");

    private static readonly Option<string?> Note = VerbOption.Text("--note", "How it is done.", "TEXT");

    private static readonly Option<double?> EveryHours = new("--every-hours")
    {
        Description = "After so many hours of printing; 0: they do not matter.",
        HelpName = "H",
    };

    private static readonly Option<double?> EveryDays = new("--every-days")
    {
        Description = "After so many days; 0: they do not matter.",
        HelpName = "DAYS",
    };

    public static Command Create() =>
        ServerVerb
            .Create("maintenance", "Show what a printer needs again and again.", [PrintersCommand.Name], ListAsync)
            .With(
                ServerVerb.Create(
                    "log",
                    "Show what was done to a printer, the latest first.",
                    [PrintersCommand.Name],
                    LogAsync
                ),
                ServerVerb.Create("note", "Write down what was done.", [PrintersCommand.Name, Text], WriteAsync),
                ServerVerb.Create(
                    "done",
                    "Write down that a task is done.",
                    [PrintersCommand.Name, Id, DoneText],
                    FinishAsync
                ),
                ServerVerb.Create(
                    "add",
                    "Add a task.",
                    [PrintersCommand.Name, Task, EveryHours, EveryDays, Note],
                    AddAsync
                ),
                ServerVerb.Create(
                    "change",
                    "Change a task; what is not named stays.",
                    [PrintersCommand.Name, Id, Name, EveryHours, EveryDays, Note],
                    EditAsync
                ),
                ServerVerb.Create("remove", "Remove a task.", [PrintersCommand.Name, Id], RemoveAsync)
            );

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement all = await server.GetAsync(await PathAsync(arguments, server, stop), stop);
        ServerTable.Write(
            arguments,
            JsonBody.Items(JsonBody.Copy(all.GetProperty("tasks"))),
            "No tasks. 'gantry maintenance add PRINTER TASK --every-hours 200' adds one.",
            ("id", t => JsonText.Get(t, "id")),
            ("task", t => JsonText.Get(t, "name")),
            ("every", t => Span(t, "everyHours", "everyDays")),
            ("due in", t => Span(t, "dueIn.hours", "dueIn.days")),
            ("due", t => JsonText.Get(t, "isDue")),
            ("last done", t => JsonText.Time(t, "doneAt")),
            ("note", t => JsonText.Get(t, "note"))
        );
    }

    private static async Task LogAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string path = await PathAsync(arguments, server, stop);
        JsonElement all = await server.GetAsync($"{path}?limit=500", stop);
        ServerTable.Write(
            arguments,
            all.GetProperty("log"),
            "Nothing was written down.",
            ("at", e => JsonText.Time(e, "at")),
            ("by", e => JsonText.Get(e, "user")),
            ("what", e => JsonText.Get(e, "text")),
            ("task", e => JsonText.Get(e, "taskId")),
            ("after", e => JsonText.Duration(JsonText.Number(e, "printedSeconds")))
        );
    }

    private static Task WriteAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        WriteAsync(arguments, server, new JsonObject { ["text"] = arguments.GetValue(Text) }, stop);

    private static Task FinishAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        WriteAsync(
            arguments,
            server,
            new JsonObject { ["text"] = arguments.GetValue(DoneText) ?? "", ["taskId"] = arguments.GetValue(Id) },
            stop
        );

    private static async Task WriteAsync(
        ParseResult arguments,
        ServerClient server,
        JsonObject body,
        CancellationToken stop
    )
    {
        string path = await PathAsync(arguments, server, stop);
        ServerTable.Say(arguments, await server.CallAsync(HttpMethod.Post, path + "/log", body, stop), "Written down.");
    }

    private static async Task AddAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string path = await PathAsync(arguments, server, stop);
        var body = new JsonObject { ["name"] = arguments.GetValue(Task) };
        Put(body, arguments);
        JsonElement task = await server.CallAsync(HttpMethod.Post, path + "/tasks", body, stop);
        ServerTable.Say(arguments, task, $"Added task {JsonText.Get(task, "id")}, {JsonText.Get(task, "name")}.");
    }

    private static async Task EditAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        (string path, JsonElement before) = await FindAsync(arguments, server, stop);
        var body = new JsonObject();
        // A task is changed as a whole.
        foreach (string field in (string[])["name", "note", "everyHours", "everyDays"])
            body[field] = JsonBody.Copy(before.GetProperty(field));
        if (arguments.GetValue(Name) is { } name)
            body["name"] = name;
        Put(body, arguments);
        long version = before.GetProperty("version").GetInt64();
        JsonElement task = await server.CallAsync(HttpMethod.Patch, path, body, stop, version);
        ServerTable.Say(arguments, task, $"Changed task {JsonText.Get(task, "id")}, {JsonText.Get(task, "name")}.");
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        (string path, JsonElement task) = await FindAsync(arguments, server, stop);
        long version = task.GetProperty("version").GetInt64();
        JsonElement done = await server.CallAsync(HttpMethod.Delete, path, null, stop, version);
        ServerTable.Say(arguments, done, $"Removed task {arguments.GetValue(Id)}.");
    }

    private static async Task<(string Path, JsonElement Task)> FindAsync(
        ParseResult arguments,
        ServerClient server,
        CancellationToken stop
    )
    {
        string path = await PathAsync(arguments, server, stop);
        string id = arguments.GetValue(Id).ToString(CultureInfo.InvariantCulture);
        foreach (JsonElement task in (await server.GetAsync(path, stop)).GetProperty("tasks").EnumerateArray())
            if (JsonText.Get(task, "id") == id)
                return ($"{path}/tasks/{id}", task);
        throw new ServerCallException(
            $"There is no task {id}; 'gantry maintenance PRINTER' lists them.",
            System.Net.HttpStatusCode.NotFound
        );
    }

    private static void Put(JsonObject body, ParseResult arguments)
    {
        if (arguments.GetValue(Note) is { } note)
            body["note"] = note;
        if (arguments.GetValue(EveryHours) is { } hours)
            body["everyHours"] = hours > 0 ? hours : null;
        if (arguments.GetValue(EveryDays) is { } days)
            body["everyDays"] = days > 0 ? days : null;
    }

    private static async Task<string> PathAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long id = await PrinterNames.FindAsync(server, arguments.GetRequiredValue(PrintersCommand.Name), stop);
        return $"/printers/{id}/maintenance";
    }

    private static string Span(JsonElement task, string hours, string days) =>
        string.Join(
            " or ",
            new[] { JsonText.Amount(task, hours, "h"), JsonText.Amount(task, days, "days") }.Where(t => t.Length > 0)
        );
}
