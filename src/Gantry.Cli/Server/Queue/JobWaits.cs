using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Queue;

/// <summary>What speaks against a job on each printer.</summary>
internal static class JobWaits
{
    /// <summary>Prints it.</summary>
    public static void Write(ParseResult arguments, JsonElement job)
    {
        JsonNode? waits =
            job.TryGetProperty("waits", out JsonElement given) && given.ValueKind == JsonValueKind.Array
                ? JsonBody.Copy(given)
                : new JsonArray();
        ServerTable.Write(
            arguments,
            JsonBody.Items(waits),
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
}
