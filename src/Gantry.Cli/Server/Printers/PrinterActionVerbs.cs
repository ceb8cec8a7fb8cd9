using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Printers;

/// <summary>What can be done with a printer, or with many at once.</summary>
internal static class PrinterActionVerbs
{
    private static readonly (string Verb, string Action, string Description)[] Actions =
    [
        ("connect", "connect", "Connect printers, and keep them connected."),
        ("disconnect", "disconnect", "Let go of printers."),
        ("pause", "pause", "Pause the print."),
        ("resume", "resume", "Go on with a paused print."),
        ("cancel", "cancel", "Give the print up."),
        ("give-up", "giveUp", "Give an interrupted print up."),
        ("stop", "emergencyStop", "Stop at once; the firmware must be restarted then."),
        ("restart", "restartFirmware", "Restart the firmware after a fault."),
        ("heaters-off", "heatersOff", "Switch all heaters off."),
        ("maintain", "enterMaintenance", "Give no work, as somebody works on it."),
        ("release", "leaveMaintenance", "Give work again after that."),
    ];

    private static readonly Argument<string[]> Names = new("printer")
    {
        Description = "The printers' names or ids.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Everywhere = new("--all") { Description = "All printers." };

    private static readonly Option<bool> Bad = new("--bad") { Description = "The print is not good." };

    private static readonly Option<bool> Requeue = new("--requeue") { Description = "Make its copy once more." };

    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why it is not good.",
        HelpName = "TEXT",
    };

    private static readonly Option<int?> Layer = new("--layer")
    {
        Description = "The layer to go on at, counted from 1; without it where the firmware stands.",
        HelpName = "N",
    };

    /// <summary>All of them.</summary>
    public static IEnumerable<Command> CreateAll() =>
        [
            ServerVerb.Create(
                "clear",
                "Say that the plate is clear, and whether its print is good.",
                [Names, Everywhere, Bad, Requeue, Reason],
                (arguments, server, stop) => DoAsync(arguments, server, "clearPlate", Verdict(arguments), stop)
            ),
            ServerVerb.Create("go-on", "Go on with an interrupted print.", [PrintersCommand.Name, Layer], GoOnAsync),
            .. Actions.Select(a =>
                ServerVerb.Create(
                    a.Verb,
                    a.Description,
                    [Names, Everywhere],
                    (arguments, server, stop) => DoAsync(arguments, server, a.Action, [], stop)
                )
            ),
        ];

    private static JsonObject Verdict(ParseResult arguments) =>
        new()
        {
            ["verdict"] = arguments.GetValue(Bad) ? "bad" : "good",
            ["reason"] = arguments.GetValue(Reason),
            ["requeue"] = arguments.GetValue(Requeue),
        };

    private static async Task GoOnAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long id = await PrinterNames.FindAsync(server, arguments.GetRequiredValue(PrintersCommand.Name), stop);
        var body = new JsonObject { ["layer"] = arguments.GetValue(Layer) };
        await DoOneAsync(arguments, server, id, "resumeInterrupted", body, stop);
    }

    private static async Task DoAsync(
        ParseResult arguments,
        ServerClient server,
        string action,
        JsonObject body,
        CancellationToken stop
    )
    {
        string[] names = arguments.GetValue(Names) ?? [];
        bool everywhere = arguments.GetValue(Everywhere);
        if (everywhere == (names.Length > 0))
            throw new ServerCallException("Name the printers, or say --all.", HttpStatusCode.BadRequest);
        if (names is [string only])
        {
            await DoOneAsync(arguments, server, await PrinterNames.FindAsync(server, only, stop), action, body, stop);
            return;
        }
        Dictionary<long, string> all = await PrinterNames.AllAsync(server, stop);
        long[] ids = everywhere
            ? [.. all.Keys]
            : await Task.WhenAll(names.Select(n => PrinterNames.FindAsync(server, n, stop)));
        if (ids.Length > 0)
            await DoManyAsync(arguments, server, all, ids, action, body, stop);
        else
            arguments.InvocationConfiguration.Output.WriteLine("No printers.");
    }

    private static async Task DoOneAsync(
        ParseResult arguments,
        ServerClient server,
        long id,
        string action,
        JsonObject body,
        CancellationToken stop
    )
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/printers/{id}/actions/{action}");
        JsonElement printer = await server.CallAsync(HttpMethod.Post, path, body, stop);
        ServerTable.Say(
            arguments,
            printer,
            $"{JsonText.Get(printer, "name")}: {JsonText.Get(printer, "live.state")}, plate {JsonText.Get(printer, "plate.state")}."
        );
    }

    private static async Task DoManyAsync(
        ParseResult arguments,
        ServerClient server,
        Dictionary<long, string> names,
        long[] ids,
        string action,
        JsonObject body,
        CancellationToken stop
    )
    {
        body["ids"] = JsonBody.List(ids);
        body["action"] = action;
        JsonElement results = (await server.CallAsync(HttpMethod.Post, "/printers/actions", body, stop)).GetProperty(
            "results"
        );
        ServerTable.Write(
            arguments,
            JsonBody.Items(JsonBody.Copy(results)),
            "No printers.",
            ("printer", r => names.GetValueOrDefault(r.GetProperty("id").GetInt64(), JsonText.Get(r, "id"))),
            ("done", r => JsonText.Get(r, "ok")),
            ("because", r => JsonText.Get(r, "problem.detail"))
        );
        int failed = results.EnumerateArray().Count(r => !r.GetProperty("ok").GetBoolean());
        if (failed > 0)
            throw new ServerCallException($"{failed} of {ids.Length} printers did not.", HttpStatusCode.NotFound);
    }
}
