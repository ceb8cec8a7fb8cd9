using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.History;

/// <summary>Shows the temperatures of a print: a row for each time, a column for each heater.</summary>
internal static class PrintTemperatures
{
    /// <summary>Does it.</summary>
    public static async Task WriteAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement series = await server.GetAsync(HistoryCommand.PathOf(arguments) + "/temperatures", stop);
        if (arguments.GetValue(ServerArguments.Json))
        {
            ServerTable.Say(arguments, series, "");
            return;
        }
        var rows = new JsonArray([
            .. Enumerable.Range(0, series.GetProperty("times").GetArrayLength()).Select(n => (JsonNode)n),
        ]);
        string[] heaters = [.. series.GetProperty("heaters").EnumerateArray().Select(h => h.GetString()!)];
        ServerTable.Write(
            arguments,
            JsonBody.Items(rows),
            "No temperatures were kept of this print.",
            [
                ("time", n => Time(series, n.GetInt32())),
                .. heaters.Select(h => (h, (Func<JsonElement, string>)(n => Cell(series, h, n.GetInt32())))),
            ]
        );
    }

    private static string Time(JsonElement series, int row) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds((long)(series.GetProperty("times")[row].GetDouble() * 1000))
            .ToLocalTime()
            .ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>As <c>199-201 (200)</c>: the lowest and the highest, and what was wanted, where it was heated.</summary>
    private static string Cell(JsonElement series, string heater, int row)
    {
        string low = Number(series, "min", heater, row);
        string high = Number(series, "max", heater, row);
        string target = Number(series, "target", heater, row);
        string span = low == high ? low : $"{low}-{high}";
        return target is "" or "0" ? span : $"{span} ({target})";
    }

    private static string Number(JsonElement series, string column, string heater, int row) =>
        series.GetProperty(column).GetProperty(heater)[row] is { ValueKind: JsonValueKind.Number } number
            ? number.GetDouble().ToString("0.#", CultureInfo.InvariantCulture)
            : "";
}
