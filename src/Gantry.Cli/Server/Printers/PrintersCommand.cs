using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Printers;

/// <summary><c>gantry printers</c>: the printers of a server, and what can be done with them.</summary>
internal static class PrintersCommand
{
    /// <summary>The printer that is meant.</summary>
    public static readonly Argument<string> Name = new("printer") { Description = "The printer's name or id." };

    private static readonly Argument<string> Url = new("url")
    {
        Description = "Where it is, as /dev/ttyUSB0 or rfc2217://host:4001.",
    };

    private static readonly Option<string?> NewName = VerbOption.Text("--name", "Another name.", "NAME");

    private static readonly Option<string?> NewUrl = VerbOption.Text("--url", "Another address.", "URL");

    private static readonly Option<string[]> Fields = new("--set")
    {
        Description = "Any other field as --json shows it, as profile.firmware.window=4; may be repeated.",
        HelpName = "FIELD=VALUE",
    };

    private static readonly Option<bool> Reset = new("--reset")
    {
        Description = "Restart the board for it; that ends a print that it does from its card.",
    };

    public static Command Create() =>
        ServerVerb
            .Create(
                "printers",
                "List the printers of a server, or do something with one.",
                PrinterList.Filters,
                PrinterList.WriteAsync
            )
            .With([
                ServerVerb.Create("show", "Show all that is known of a printer.", [Name], ShowAsync),
                ServerVerb.Create("add", "Add a printer.", [Name, Url, .. PrinterFields.All], AddAsync),
                ServerVerb.Create(
                    "change",
                    "Change what a printer is like; what is not named stays.",
                    [Name, NewName, NewUrl, .. PrinterFields.All, Fields],
                    EditAsync
                ),
                ServerVerb.Create(
                    "found",
                    "List what could be added: local ports, and shares on the network.",
                    [],
                    FoundAsync
                ),
                ServerVerb.Create(
                    "test",
                    "Try a connection before adding it.",
                    [Url, PrinterFields.Baud, Reset],
                    TestAsync
                ),
                ServerVerb.Create("remove", "Take a printer out of the fleet.", [Name], RemoveAsync),
                .. PrinterActionVerbs.CreateAll(),
                .. MaterialVerbs.CreateAll(),
                ScriptsCommand.Create(),
                .. DialogueVerbs.CreateAll(),
            ]);

    /// <summary>The printer that is meant, as it is.</summary>
    /// <exception cref="ServerCallException">There is none.</exception>
    public static async Task<JsonElement> GetAsync(
        ParseResult arguments,
        ServerClient server,
        CancellationToken stop
    ) =>
        await server.GetAsync(
            PathOf(await PrinterNames.FindAsync(server, arguments.GetRequiredValue(Name), stop)),
            stop
        );

    /// <summary>Changes the printer that is meant.</summary>
    /// <param name="arguments">Say which one.</param>
    /// <param name="server">The server.</param>
    /// <param name="change">Makes the body out of the printer as it is.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="ServerCallException">It is not changed.</exception>
    public static async Task<JsonElement> ChangeAsync(
        ParseResult arguments,
        ServerClient server,
        Func<JsonElement, JsonObject> change,
        CancellationToken stop
    )
    {
        JsonElement printer = await GetAsync(arguments, server, stop);
        string path = PathOf(printer.GetProperty("id").GetInt64());
        long version = printer.GetProperty("version").GetInt64();
        return await server.CallAsync(HttpMethod.Patch, path, change(printer), stop, version);
    }

    private static async Task ShowAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        PrinterText.Write(arguments, await GetAsync(arguments, server, stop));

    private static async Task AddAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject { ["name"] = arguments.GetValue(Name), ["url"] = arguments.GetValue(Url) };
        PrinterFields.AddTo(body, arguments, null);
        JsonElement added = await server.CallAsync(HttpMethod.Post, "/printers", body, stop);
        ServerTable.Say(arguments, added, $"Added printer {JsonText.Get(added, "id")}, {JsonText.Get(added, "name")}.");
    }

    private static async Task EditAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement after = await ChangeAsync(arguments, server, printer => BodyOf(arguments, printer), stop);
        ServerTable.Say(
            arguments,
            after,
            $"Changed printer {JsonText.Get(after, "id")}, {JsonText.Get(after, "name")}."
        );
    }

    private static JsonObject BodyOf(ParseResult arguments, JsonElement printer)
    {
        var body = new JsonObject();
        if (arguments.GetValue(NewName) is { } name)
            body["name"] = name;
        if (arguments.GetValue(NewUrl) is { } url)
            body["url"] = url;
        PrinterFields.AddTo(body, arguments, printer);
        string[] fields = arguments.GetValue(Fields) ?? [];
        if (fields.Any(f => f.StartsWith("profile.", StringComparison.Ordinal)))
            PrinterFields.ProfileOf(body, printer);
        if (fields.Any(f => f.StartsWith("cameraSettings.", StringComparison.Ordinal)))
            body["cameraSettings"] = CamerasCommand.Before(printer);
        FieldText.Apply(fields, printer, body);
        return body;
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long id = await PrinterNames.FindAsync(server, arguments.GetRequiredValue(Name), stop);
        JsonElement done = await server.CallAsync(HttpMethod.Delete, PathOf(id), null, stop);
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
            ["baudRate"] = arguments.GetValue(PrinterFields.Baud) ?? 0,
            ["reset"] = arguments.GetValue(Reset),
        };
        JsonElement found = await server.CallAsync(HttpMethod.Post, "/printers/test", body, stop);
        ServerTable.Say(arguments, found, JsonText.Get(found, "text"));
        if (!found.GetProperty("ok").GetBoolean())
            throw new ServerCallException("No printer can be used there.", HttpStatusCode.NotFound);
    }

    private static string PathOf(long id) => string.Create(CultureInfo.InvariantCulture, $"/printers/{id}");
}
