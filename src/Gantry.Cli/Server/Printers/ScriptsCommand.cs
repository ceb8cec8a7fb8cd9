using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Printers;

/// <summary><c>gantry printers scripts</c>: the G-code that a printer runs at its moments, or when somebody wants it.</summary>
internal static class ScriptsCommand
{
    private static readonly Argument<string> Script = new("script")
    {
        Description =
            "start, end, pause, resume, cancel, connect, disconnect or heatersOff, which run at their moments; any other is a button.",
    };

    private static readonly Argument<string> Source = new("path")
    {
        Description = "The file with its lines; - is the standard input.",
    };

    public static Command Create() =>
        ServerVerb
            .Create(
                "scripts",
                "Show the G-code scripts of a printer, or change and run them.",
                [PrintersCommand.Name],
                ListAsync
            )
            .With(
                ServerVerb.Create("set", "Give a printer a script.", [PrintersCommand.Name, Script, Source], SetAsync),
                ServerVerb.Create("remove", "Take a script away.", [PrintersCommand.Name, Script], RemoveAsync),
                ServerVerb.Create("run", "Run a script now.", [PrintersCommand.Name, Script], RunAsync)
            );

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement scripts = (await PrintersCommand.GetAsync(arguments, server, stop))
            .GetProperty("profile")
            .GetProperty("scripts");
        string[] all = [.. scripts.EnumerateObject().Select(s => $"; {s.Name}\n{Lines(s.Value.GetString()!)}")];
        ServerTable.Say(
            arguments,
            scripts,
            all.Length > 0
                ? string.Join("\n\n", all)
                : "No scripts. 'gantry printers scripts set PRINTER start PATH' adds one."
        );
    }

    private static async Task SetAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string source = arguments.GetRequiredValue(Source);
        string text = source == "-" ? await Console.In.ReadToEndAsync(stop) : await File.ReadAllTextAsync(source, stop);
        await ChangeAsync(
            arguments,
            server,
            scripts => scripts[arguments.GetRequiredValue(Script)] = text.TrimEnd(),
            stop
        );
    }

    private static Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ChangeAsync(arguments, server, scripts => scripts.Remove(arguments.GetRequiredValue(Script)), stop);

    private static async Task RunAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long id = await PrinterNames.FindAsync(server, arguments.GetRequiredValue(PrintersCommand.Name), stop);
        string script = Uri.EscapeDataString(arguments.GetRequiredValue(Script));
        string path = string.Create(CultureInfo.InvariantCulture, $"/printers/{id}/scripts/{script}");
        JsonElement done = await server.CallAsync(HttpMethod.Post, path, null, stop);
        ServerTable.Say(arguments, done, JsonText.Get(done, "note") is { Length: > 0 } note ? note : "Done.");
    }

    private static async Task ChangeAsync(
        ParseResult arguments,
        ServerClient server,
        Action<JsonObject> change,
        CancellationToken stop
    )
    {
        JsonElement after = await PrintersCommand.ChangeAsync(
            arguments,
            server,
            printer =>
            {
                var body = new JsonObject();
                change((JsonObject)(PrinterFields.ProfileOf(body, printer)["scripts"] ??= new JsonObject()));
                return body;
            },
            stop
        );
        JsonElement scripts = after.GetProperty("profile").GetProperty("scripts");
        string names = string.Join(", ", scripts.EnumerateObject().Select(s => s.Name));
        ServerTable.Say(
            arguments,
            after,
            $"Scripts of {JsonText.Get(after, "name")}: {(names.Length > 0 ? names : "none")}."
        );
    }

    private static string Lines(string script) =>
        string.Join('\n', script.Split('\n').Select(l => JsonText.Plain(l.TrimEnd('\r'))));
}
