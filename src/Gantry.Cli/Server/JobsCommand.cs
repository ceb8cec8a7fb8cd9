using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server;

/// <summary><c>gantry jobs</c>: jobs, sent and changed.</summary>
internal static class JobsCommand
{
    private static readonly (string Name, string Description)[] Changes =
    [
        ("hold", "Hold a job back."),
        ("release", "Let a held job go on."),
        ("approve", "Approve a job."),
        ("refuse", "Refuse a job that waits for approval."),
    ];

    private static readonly Argument<long> Id = new("job") { Description = "The job's id." };

    private static readonly Argument<string> File = new("file")
    {
        Description = "The id of a file of the library, or a file of this machine to be sent first.",
    };

    private static readonly Option<string?> State = new("--state")
    {
        Description = "Only jobs in these states, as queued,started.",
        HelpName = "WORDS",
    };

    private static readonly Option<bool> Held = new("--hold") { Description = "Hold it back for now." };

    private static readonly Option<string?> Reason = new("--reason") { Description = "Why.", HelpName = "TEXT" };

    private static readonly Option<long?> Before = new("--before")
    {
        Description = "The job that shall come next; without it the end of the queue.",
        HelpName = "JOB",
    };

    public static (string Heading, Func<JsonElement, string> Cell)[] Columns { get; } =
    [
        ("id", j => JsonText.Get(j, "id")),
        ("name", j => JsonText.Get(j, "name")),
        ("state", j => JsonText.Get(j, "state")),
        ("copies", j => $"{JsonText.Get(j, "copiesStarted")}/{JsonText.Get(j, "copies")}"),
        ("time", j => JsonText.Duration(JsonText.Number(j, "seconds"))),
        ("owner", j => JsonText.Get(j, "owner")),
    ];

    public static Command Create() =>
        ServerVerb
            .Create("jobs", "List jobs, the latest first, or send and change them.", [State], ListAsync)
            .With([
                ServerVerb.Create("add", "Send a job.", [File, .. JobWishes.All, Held], AddAsync),
                ServerVerb.Create(
                    "change",
                    "Change a job; what is not named stays, but the wishes for a printer are taken together.",
                    [Id, .. JobWishes.All],
                    EditAsync
                ),
                ServerVerb.Create("why", "Say of each printer what speaks against a job.", [Id], WhyAsync),
                ServerVerb.Create("cancel", "Take a job back.", [Id], CancelAsync),
                ServerVerb.Create("move", "Put a job elsewhere in the queue.", [Id, Before], MoveAsync),
                .. Changes.Select(c =>
                    ServerVerb.Create(
                        c.Name,
                        c.Description,
                        [Id, Reason],
                        (arguments, server, stop) =>
                            ChangeAsync(
                                arguments,
                                server,
                                HttpMethod.Post,
                                "/" + c.Name,
                                new JsonObject { ["reason"] = arguments.GetValue(Reason) },
                                stop
                            )
                    )
                ),
            ]);

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string query = arguments.GetValue(State) is { } state ? "?state=" + Uri.EscapeDataString(state) : "";
        ServerTable.Write(arguments, await server.GetAsync("/jobs" + query, stop), "No jobs.", Columns);
    }

    private static async Task AddAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string file = arguments.GetValue(File)!;
        long id = long.TryParse(file, NumberStyles.None, CultureInfo.InvariantCulture, out long known)
            ? known
            : (await FilesCommand.SendAsync(server, file, stop)).GetProperty("id").GetInt64();
        var body = new JsonObject { ["fileId"] = id, ["held"] = arguments.GetValue(Held) };
        await JobWishes.AddToAsync(body, arguments, server, stop);
        JsonElement job = await server.CallAsync(HttpMethod.Post, "/jobs", body, stop);
        Say(arguments, job);
    }

    private static async Task EditAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject();
        await JobWishes.AddToAsync(body, arguments, server, stop);
        string path = PathOf(arguments);
        long version = (await server.GetAsync(path, stop)).GetProperty("version").GetInt64();
        Say(arguments, await server.CallAsync(HttpMethod.Patch, path, body, stop, version));
    }

    private static async Task WhyAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement job = await server.GetAsync(PathOf(arguments), stop);
        JsonNode waits =
            job.TryGetProperty("waits", out JsonElement given) && given.ValueKind == JsonValueKind.Array
                ? JsonNode.Parse(given.GetRawText())!
                : new JsonArray();
        ServerTable.Write(
            arguments,
            JsonSerializer.SerializeToElement(new JsonObject { ["items"] = waits }),
            JsonText.Get(job, "endedAt").Length > 0
                ? $"Job {JsonText.Get(job, "id")} has ended: {JsonText.Get(job, "state")}."
                : "There is no printer; 'gantry printers add' makes one.",
            ("printer", w => JsonText.Get(w, "printerName")),
            ("fits", w => JsonText.Get(w, "fits")),
            ("against it", Against)
        );
    }

    private static string Against(JsonElement wait)
    {
        string all = string.Join(
            ' ',
            wait.GetProperty("reasons").EnumerateArray().Select(r => JsonText.Get(r, "text"))
        );
        return all.Length > 0 ? all : "nothing";
    }

    private static Task CancelAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ChangeAsync(arguments, server, HttpMethod.Delete, "", null, stop);

    private static Task MoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ChangeAsync(
            arguments,
            server,
            HttpMethod.Post,
            "/move",
            new JsonObject { ["before"] = arguments.GetValue(Before) },
            stop
        );

    private static async Task ChangeAsync(
        ParseResult arguments,
        ServerClient server,
        HttpMethod method,
        string to,
        JsonObject? body,
        CancellationToken stop
    )
    {
        Say(arguments, await server.CallAsync(method, PathOf(arguments) + to, body, stop));
    }

    private static string PathOf(ParseResult arguments) =>
        string.Create(CultureInfo.InvariantCulture, $"/jobs/{arguments.GetValue(Id)}");

    private static void Say(ParseResult arguments, JsonElement job) =>
        ServerTable.Say(
            arguments,
            job,
            $"Job {JsonText.Get(job, "id")}, {JsonText.Get(job, "name")}: {JsonText.Get(job, "state")}."
        );
}
