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

    private static readonly Option<int> Copies = new("--copies")
    {
        Description = "How many.",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string?> Printer = new("--printer")
    {
        Description = "The one printer that shall make it.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Material = new("--material")
    {
        Description = "The material that must be loaded.",
        HelpName = "NAME",
    };

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
                ServerVerb.Create("add", "Send a job.", [File, Copies, Printer, Material], AddAsync),
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
        var body = new JsonObject { ["fileId"] = id, ["copies"] = arguments.GetValue(Copies) };
        if (arguments.GetValue(Printer) is { } printer)
            body["printerId"] = await PrinterNames.FindAsync(server, printer, stop);
        if (arguments.GetValue(Material) is { } material)
            body["routing"] = new JsonObject { ["material"] = material };
        JsonElement job = await server.CallAsync(HttpMethod.Post, "/jobs", body, stop);
        Say(arguments, job);
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
        string path = string.Create(CultureInfo.InvariantCulture, $"/jobs/{arguments.GetValue(Id)}{to}");
        Say(arguments, await server.CallAsync(method, path, body, stop));
    }

    private static void Say(ParseResult arguments, JsonElement job) =>
        ServerTable.Say(
            arguments,
            job,
            $"Job {JsonText.Get(job, "id")}, {JsonText.Get(job, "name")}: {JsonText.Get(job, "state")}."
        );
}
