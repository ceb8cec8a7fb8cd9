using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Printers;

/// <summary>What a person says to a printer, and what it answers.</summary>
internal static class DialogueVerbs
{
    private static readonly Argument<string[]> Lines = new("line")
    {
        Description = "A command, as 'M104 S200'; may be repeated.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Argument<string> Choice = new("choice")
    {
        Description = "The answer, as 'gantry printers show' lists them, or its number from 0.",
    };

    /// <summary>All of them.</summary>
    public static IEnumerable<Command> CreateAll() =>
        [
            ServerVerb.Create("send", "Send G-code, and show the answers.", [PrintersCommand.Name, Lines], SendAsync),
            ServerVerb.Create("answer", "Answer a printer's question.", [PrintersCommand.Name, Choice], AnswerAsync),
        ];

    private static async Task SendAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long id = await PrinterNames.FindAsync(server, arguments.GetRequiredValue(PrintersCommand.Name), stop);
        string path = string.Create(CultureInfo.InvariantCulture, $"/printers/{id}/commands");
        string[] lines = arguments.GetRequiredValue(Lines);
        var body = new JsonObject { ["lines"] = JsonBody.List(lines) };
        JsonElement done = await server.CallAsync(HttpMethod.Post, path, body, stop);
        IEnumerable<string> said = done.GetProperty("answers")
            .EnumerateArray()
            .SelectMany(a => a.GetProperty("lines").EnumerateArray())
            .Select(l => JsonText.Plain(l.GetString()!))
            .Append(JsonText.Get(done, "note"))
            .Where(l => l.Length > 0);
        ServerTable.SayLines(arguments, done, said);
    }

    private static async Task AnswerAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement printer = await PrintersCommand.GetAsync(arguments, server, stop);
        JsonElement live = printer.GetProperty("live");
        if (!live.TryGetProperty("prompt", out JsonElement prompt) || prompt.ValueKind != JsonValueKind.Object)
            throw new ServerCallException($"{JsonText.Get(printer, "name")} asks nothing.", HttpStatusCode.Conflict);
        string[] choices = [.. prompt.GetProperty("choices").EnumerateArray().Select(c => c.GetString()!)];
        string said = arguments.GetRequiredValue(Choice);
        int choice = Array.FindIndex(choices, c => c.Equals(said, StringComparison.OrdinalIgnoreCase));
        if (choice < 0 && !int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out choice))
            throw new ServerCallException(
                $"'{said}' is no answer. There are: {string.Join(", ", choices)}.",
                HttpStatusCode.BadRequest
            );
        var body = new JsonObject { ["id"] = prompt.GetProperty("id").GetInt32(), ["choice"] = choice };
        string path = $"/printers/{JsonText.Get(printer, "id")}/prompt";
        ServerTable.Say(arguments, await server.CallAsync(HttpMethod.Post, path, body, stop), "Answered.");
    }
}
