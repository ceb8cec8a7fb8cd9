using System.CommandLine;
using System.Text.Json;

namespace Gantry.Cli.Server.History;

/// <summary>Shows what was said in a print, as text for people.</summary>
internal static class PrintLogText
{
    /// <summary>Does it.</summary>
    public static async Task WriteAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement log = await server.GetAsync(HistoryCommand.PathOf(arguments) + "/log", stop);
        if (arguments.GetValue(ServerArguments.Json))
        {
            ServerTable.Say(arguments, log, "");
            return;
        }
        TextWriter output = arguments.InvocationConfiguration.Output;
        foreach (JsonElement note in log.GetProperty("notes").EnumerateArray())
            await output.WriteLineAsync($"note: {JsonText.Plain(note.GetString()!)}");
        await WriteAsync(output, "What the firmware said", log.GetProperty("said"));
        if (JsonText.Number(log, "lost") is > 0)
            await output.WriteLineAsync($"({JsonText.Get(log, "lost")} lines in between were not kept)");
        await WriteAsync(output, "The last lines", log.GetProperty("last"));
    }

    private static async Task WriteAsync(TextWriter output, string heading, JsonElement lines)
    {
        await output.WriteLineAsync($"\n{heading}");
        foreach (JsonElement line in lines.EnumerateArray())
        {
            string mark = JsonText.Get(line, "direction") switch
            {
                "sent" => ">",
                "received" => "<",
                _ => "#",
            };
            await output.WriteLineAsync(
                $"{JsonText.Time(line, "at", "HH:mm:ss.fff")} {mark} {JsonText.Get(line, "text")}"
            );
        }
    }
}
