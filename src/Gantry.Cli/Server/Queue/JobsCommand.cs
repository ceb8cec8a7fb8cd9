using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gantry.Cli.Server.People;
using Gantry.Cli.Server.Printers;

namespace Gantry.Cli.Server.Queue;

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

    private static readonly Option<string?> State = VerbOption.Text(
        "--state",
        "Only jobs in these states, as queued,started.",
        "WORDS"
    );

    private static readonly Option<bool> Held = new("--hold") { Description = "Hold it back for now." };

    private static readonly Option<string?> Reason = VerbOption.Text("--reason", "Why.", "TEXT");

    private static readonly Option<long?> Before = new("--before")
    {
        Description = "The job that shall come next; without it the end of the queue.",
        HelpName = "JOB",
    };

    private static readonly Option<long?> After = new("--after")
    {
        Description = "The job that shall come before it.",
        HelpName = "JOB",
    };

    private static readonly Option<string?> Owner = VerbOption.Text(
        "--owner",
        "Only jobs of this account; 'me' is the key's own.",
        "NAME"
    );

    private static readonly Option<string?> Printer = VerbOption.Text(
        "--printer",
        "Only jobs that name this printer.",
        "NAME"
    );

    private static readonly Option<int> Limit = VerbOption.Limit("jobs");

    private static readonly Option<string?> Now = VerbOption.Text(
        "--now-on",
        "Start it at once on this printer, which must be free, past the queue and the working hours.",
        "NAME"
    );

    private static readonly Option<bool> Anywhere = new("--any-printer")
    {
        Description = "On any printer that fits, no longer on those that it named.",
    };

    public static Command Create() =>
        ServerVerb
            .Create(
                "jobs",
                "List jobs, the latest first, or send and change them.",
                [State, Owner, Printer, Limit],
                ListAsync
            )
            .With([
                ServerVerb.Create("show", "Show all that is known of a job.", [Id], ShowAsync),
                ServerVerb.Create(
                    "add",
                    "Send a job.",
                    [File, .. JobWishes.All, JobVariants.Option, Held, Now],
                    AddAsync
                ),
                ServerVerb.Create("again", "Send a job like another one.", [Id], RepeatAsync),
                ServerVerb.Create(
                    "change",
                    "Change a job; what is not named stays. Model, tags, material, colour and nozzle are taken together.",
                    [Id, .. JobWishes.All, Anywhere],
                    EditAsync
                ),
                ServerVerb.Create("why", "Say of each printer what speaks against a job.", [Id], WhyAsync),
                ServerVerb.Create("cancel", "Take a job back.", [Id], CancelAsync),
                ServerVerb.Create("move", "Put a job elsewhere in the queue.", [Id, Before, After], MoveAsync),
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
        ServerQuery query = new ServerQuery()
            .Add("state", arguments.GetValue(State))
            .Add("ownerId", await UserNames.FindIdAsync(server, arguments.GetValue(Owner), stop))
            .Add("printerId", await PrinterNames.FindIdAsync(server, arguments.GetValue(Printer), stop));
        JsonElement jobs = await server.ListAsync($"/jobs{query}", Math.Max(arguments.GetValue(Limit), 1), stop);
        ServerTable.Write(arguments, jobs, "No jobs.", JobText.Columns);
    }

    private static async Task ShowAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        await JobText.WriteAsync(arguments, server, await server.GetAsync(PathOf(arguments), stop), stop);

    private static async Task AddAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long? now = await PrinterNames.FindIdAsync(server, arguments.GetValue(Now), stop);
        var body = new JsonObject
        {
            ["fileId"] = await JobVariants.FileOfAsync(server, arguments.GetRequiredValue(File), stop),
            ["held"] = arguments.GetValue(Held),
        };
        await JobWishes.AddToAsync(body, arguments, server, stop);
        await JobVariants.AddToAsync(body, arguments, server, stop);
        string path = now is { } printer
            ? string.Create(CultureInfo.InvariantCulture, $"/printers/{printer}/print")
            : "/jobs";
        JobText.Say(arguments, await server.CallAsync(HttpMethod.Post, path, body, stop));
    }

    private static Task RepeatAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ChangeAsync(arguments, server, HttpMethod.Post, "/duplicate", null, stop);

    private static async Task EditAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        bool anywhere = arguments.GetValue(Anywhere);
        if (anywhere && arguments.GetValue(JobWishes.Printer) is { Length: > 0 })
            throw new ServerCallException("Name --printer or --any-printer, not both.", HttpStatusCode.BadRequest);
        string path = PathOf(arguments);
        JsonElement job = await server.GetAsync(path, stop);
        var body = new JsonObject();
        await JobWishes.AddToAsync(body, arguments, server, stop, job, anywhere);
        long version = job.GetProperty("version").GetInt64();
        JobText.Say(arguments, await server.CallAsync(HttpMethod.Patch, path, body, stop, version));
    }

    private static async Task WhyAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        JobWaits.Write(arguments, await server.GetAsync(PathOf(arguments), stop));

    private static Task CancelAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ChangeAsync(arguments, server, HttpMethod.Delete, "", null, stop);

    private static Task MoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ChangeAsync(
            arguments,
            server,
            HttpMethod.Post,
            "/move",
            new JsonObject { ["before"] = arguments.GetValue(Before), ["after"] = arguments.GetValue(After) },
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
        JobText.Say(arguments, await server.CallAsync(method, PathOf(arguments) + to, body, stop));
    }

    private static string PathOf(ParseResult arguments) =>
        string.Create(CultureInfo.InvariantCulture, $"/jobs/{arguments.GetValue(Id)}");
}
