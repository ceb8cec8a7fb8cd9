using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gantry.Cli.Server.Printers;

namespace Gantry.Cli.Server.Queue;

/// <summary><c>gantry queue</c>: what waits, in its order, and why.</summary>
internal static class QueueCommand
{
    private static readonly Option<string?> Printer = VerbOption.Text(
        "--printer",
        "Only what this printer may get next.",
        "NAME"
    );

    public static Command Create() =>
        ServerVerb
            .Create("queue", "Show what waits to be printed, and why.", [Printer], ListAsync)
            .With(
                ServerVerb.Create(
                    "pause",
                    "Let no further job start.",
                    [],
                    (arguments, server, stop) => SwitchAsync(arguments, server, "pause", "The queue is paused.", stop)
                ),
                ServerVerb.Create(
                    "resume",
                    "Let jobs start again.",
                    [],
                    (arguments, server, stop) => SwitchAsync(arguments, server, "resume", "The queue goes on.", stop)
                )
            );

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        if (await PrinterNames.FindIdAsync(server, arguments.GetValue(Printer), stop) is { } printer)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"/printers/{printer}/upcoming");
            ServerTable.Write(arguments, await server.GetAsync(path, stop), "Nothing waits.", JobText.Columns);
            return;
        }
        JsonElement queue = await server.GetAsync("/queue", stop);
        if (queue.GetProperty("paused").GetBoolean() && !arguments.GetValue(ServerArguments.Json))
            arguments.InvocationConfiguration.Output.WriteLine(
                "The queue is paused: 'gantry queue resume' lets it go on."
            );
        ServerTable.Write(arguments, queue, "Nothing waits.", [.. JobText.Columns, ("waits because", Why)]);
    }

    private static async Task SwitchAsync(
        ParseResult arguments,
        ServerClient server,
        string to,
        string sentence,
        CancellationToken stop
    ) => ServerTable.Say(arguments, await server.CallAsync(HttpMethod.Post, "/queue/" + to, null, stop), sentence);

    /// <summary>Of the printer that has least against it among those that could make it, as that is where it will start.</summary>
    private static string Why(JsonElement job)
    {
        if (JsonText.Get(job, "held") == "yes")
            return $"held: {JsonText.Get(job, "holdReason")}";
        if (JsonText.Number(job, "copiesStarted") >= JsonText.Number(job, "copies"))
            return "";
        if (!job.TryGetProperty("waits", out JsonElement waits) || waits.ValueKind != JsonValueKind.Array)
            return "";
        JsonElement[] nearest =
        [
            .. waits
                .EnumerateArray()
                .OrderBy(w => w.GetProperty("fits").GetBoolean() ? 0 : 1)
                .ThenBy(w => w.GetProperty("reasons").GetArrayLength())
                .Take(1),
        ];
        if (nearest.Length == 0)
            return "there is no printer; 'gantry printers add' makes one";
        if (nearest[0].GetProperty("reasons").GetArrayLength() == 0)
            return "";
        string why =
            $"{JsonText.Get(nearest[0], "printerName")}: {JsonText.Get(nearest[0].GetProperty("reasons")[0], "text")}";
        return nearest[0].GetProperty("fits").GetBoolean() ? why : $"no printer fits; {why}";
    }
}
