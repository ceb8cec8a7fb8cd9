using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server;

/// <summary><c>gantry printers</c>: the printers of a server, and what can be done with them.</summary>
internal static class PrintersCommand
{
    private static readonly (string Verb, string Action, string Description)[] Actions =
    [
        ("connect", "connect", "Connect a printer, and keep it connected."),
        ("disconnect", "disconnect", "Let go of a printer."),
        ("pause", "pause", "Pause the print."),
        ("resume", "resume", "Go on with a paused print."),
        ("cancel", "cancel", "Give the print up."),
        ("stop", "emergencyStop", "Stop a printer at once; its firmware must be restarted then."),
        ("restart", "restartFirmware", "Restart the firmware after a fault."),
        ("maintain", "enterMaintenance", "Give a printer no work, as somebody works on it."),
        ("release", "leaveMaintenance", "Give a printer work again after that."),
    ];

    private static readonly Argument<string> Name = new("printer") { Description = "The printer's name or id." };

    private static readonly Argument<string> Url = new("url")
    {
        Description = "Where it is, as /dev/ttyUSB0 or rfc2217://host:4001.",
    };

    private static readonly Option<bool> Bad = new("--bad") { Description = "The print is not good." };

    private static readonly Option<bool> Requeue = new("--requeue") { Description = "Make its copy once more." };

    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why it is not good.",
        HelpName = "TEXT",
    };

    private static readonly Option<int> Baud = new("--baud")
    {
        Description = "The baud rate; without it the usual ones are tried.",
        HelpName = "RATE",
    };

    private static readonly Option<bool> Reset = new("--reset")
    {
        Description = "Restart the board for it; that ends a print that it does from its card.",
    };

    public static Command Create() =>
        ServerVerb
            .Create("printers", "List the printers of a server, or do something with one.", [], ListAsync)
            .With([
                ServerVerb.Create("add", "Add a printer.", [Name, Url], AddAsync),
                ServerVerb.Create(
                    "found",
                    "List what could be added: local ports, and shares on the network.",
                    [],
                    FoundAsync
                ),
                ServerVerb.Create("test", "Try a connection before adding it.", [Url, Baud, Reset], TestAsync),
                ServerVerb.Create("remove", "Take a printer out of the fleet.", [Name], RemoveAsync),
                ServerVerb.Create("clear", "Say that the plate is clear.", [Name, Bad, Requeue, Reason], ClearAsync),
                .. Actions.Select(a =>
                    ServerVerb.Create(
                        a.Verb,
                        a.Description,
                        [Name],
                        (arguments, server, stop) => DoAsync(arguments, server, a.Action, [], stop)
                    )
                ),
            ]);

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ServerTable.Write(
            arguments,
            await server.GetAsync("/printers", stop),
            "No printers. Add one with 'gantry printers add NAME URL'.",
            ("id", p => JsonText.Get(p, "id")),
            ("name", p => JsonText.Get(p, "name")),
            ("state", p => JsonText.Get(p, "live.state")),
            ("print", p => JsonText.Get(p, "live.job.fileName")),
            ("done", Done),
            ("left", p => JsonText.Duration(JsonText.Number(p, "live.job.leftSeconds"))),
            ("plate", p => JsonText.Get(p, "plate.state")),
            ("needs you", p => JsonText.Get(p, "attention.text"))
        );

    private static string Done(JsonElement printer) =>
        JsonText.Number(printer, "live.job.progress") is { } share
            ? share.ToString("0 %", CultureInfo.InvariantCulture)
            : "";

    private static async Task AddAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject { ["name"] = arguments.GetValue(Name), ["url"] = arguments.GetValue(Url) };
        JsonElement added = await server.CallAsync(HttpMethod.Post, "/printers", body, stop);
        ServerTable.Say(arguments, added, $"Added printer {JsonText.Get(added, "id")}, {JsonText.Get(added, "name")}.");
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long id = await PrinterNames.FindAsync(server, arguments.GetValue(Name)!, stop);
        string path = string.Create(CultureInfo.InvariantCulture, $"/printers/{id}");
        JsonElement done = await server.CallAsync(HttpMethod.Delete, path, null, stop);
        ServerTable.Say(arguments, done, $"Removed {arguments.GetValue(Name)}.");
    }

    private static async Task FoundAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ServerTable.Write(
            arguments,
            await server.GetAsync("/printers/found", stop),
            "Nothing found. Plug a printer in, or name its address.",
            ("url", f => JsonText.Get(f, "url")),
            ("name", f => JsonText.Get(f, "name")),
            ("serial number", f => JsonText.Get(f, "serialNumber")),
            ("where", f => JsonText.Get(f, "source")),
            ("in the fleet", f => JsonText.Get(f, "configured"))
        );

    private static async Task TestAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["url"] = arguments.GetValue(Url),
            ["baudRate"] = arguments.GetValue(Baud),
            ["reset"] = arguments.GetValue(Reset),
        };
        JsonElement found = await server.CallAsync(HttpMethod.Post, "/printers/test", body, stop);
        ServerTable.Say(arguments, found, JsonText.Get(found, "text"));
        if (!found.GetProperty("ok").GetBoolean())
            throw new ServerCallException("No printer can be used there.", HttpStatusCode.NotFound);
    }

    private static Task ClearAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        DoAsync(
            arguments,
            server,
            "clearPlate",
            new JsonObject
            {
                ["verdict"] = arguments.GetValue(Bad) ? "bad" : "good",
                ["reason"] = arguments.GetValue(Reason),
                ["requeue"] = arguments.GetValue(Requeue),
            },
            stop
        );

    private static async Task DoAsync(
        ParseResult arguments,
        ServerClient server,
        string action,
        JsonObject body,
        CancellationToken stop
    )
    {
        long id = await PrinterNames.FindAsync(server, arguments.GetValue(Name)!, stop);
        string path = string.Create(CultureInfo.InvariantCulture, $"/printers/{id}/actions/{action}");
        JsonElement printer = await server.CallAsync(HttpMethod.Post, path, body, stop);
        ServerTable.Say(
            arguments,
            printer,
            $"{JsonText.Get(printer, "name")}: {JsonText.Get(printer, "live.state")}, plate {JsonText.Get(printer, "plate.state")}."
        );
    }
}
