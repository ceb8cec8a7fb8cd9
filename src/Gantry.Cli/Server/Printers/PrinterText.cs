using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Gantry.Cli.Server.Printers;

/// <summary>A printer in words.</summary>
internal static class PrinterText
{
    /// <summary>Prints all that is known of one.</summary>
    public static void Write(ParseResult arguments, JsonElement printer) =>
        ServerTable.WriteFields(
            arguments,
            printer,
            ("id", JsonText.Get(printer, "id")),
            ("name", JsonText.Get(printer, "name")),
            ("state", JsonText.Get(printer, "live.state")),
            ("because", JsonText.Get(printer, "live.reason")),
            ("trouble", JsonText.Get(printer, "live.trouble.text")),
            ("asks", Question(printer)),
            ("needs you", JsonText.Get(printer, "attention.text")),
            ("print", JsonText.Get(printer, "live.job.fileName")),
            ("plate", JsonText.Get(printer, "plate.state")),
            ("temperatures", Temperatures(printer)),
            (
                "firmware",
                $"{JsonText.Get(printer, "live.firmware.name")} {JsonText.Get(printer, "live.firmware.version")}".Trim()
            ),
            ("url", JsonText.Get(printer, "url")),
            ("baud rate", JsonText.Get(printer, "baudRate") is var rate && rate == "0" ? "to be found out" : rate),
            ("model", JsonText.Get(printer, "model")),
            ("location", JsonText.Get(printer, "location")),
            ("notes", JsonText.Get(printer, "notes")),
            ("tags", JsonText.Get(printer, "tags")),
            ("enabled", JsonText.Get(printer, "enabled").Length > 0 ? "yes" : "no"),
            ("worked on", JsonText.Get(printer, "inMaintenance")),
            ("size", Size(printer)),
            ("hotends", Hotends(printer)),
            ("loaded", string.Join("; ", Items(printer, "materials").Select(Loaded))),
            (
                "scripts",
                string.Join(
                    ", ",
                    printer.GetProperty("profile").GetProperty("scripts").EnumerateObject().Select(s => s.Name)
                )
            ),
            ("camera", JsonText.Get(printer, "camera")),
            ("prints", JsonText.Get(printer, "prints")),
            ("printed for", JsonText.Duration(JsonText.Number(printer, "printedSeconds"))),
            ("maintenance due", JsonText.Get(printer, "maintenanceDue"))
        );

    /// <summary>What is loaded in a tool, as <c>0: PETG #ff8800 by Prusament, 800 g left</c>.</summary>
    public static string Loaded(JsonElement material)
    {
        string brand = JsonText.Get(material, "brand") is { Length: > 0 } by ? $" by {by}" : "";
        string left = JsonText.Amount(material, "remainingG", "g") is { Length: > 0 } grams ? $", {grams} left" : "";
        string kind = $"{JsonText.Get(material, "material")} {JsonText.Get(material, "colour")}".Trim();
        return $"{JsonText.Get(material, "tool")}: {kind}{brand}{left}";
    }

    private static string Question(JsonElement printer) =>
        JsonText.Get(printer, "live.prompt.text") is { Length: > 0 } text
            ? $"{text} ({JsonText.Get(printer, "live.prompt.choices")})"
            : "";

    private static string Temperatures(JsonElement printer) =>
        string.Join(
            ", ",
            Items(printer.GetProperty("live"), "temperatures")
                .Select(t => $"{JsonText.Get(t, "heater")} {JsonText.Amount(t, "actual")} °C{Target(t)}")
        );

    private static string Target(JsonElement temperature) =>
        JsonText.Number(temperature, "target") is > 0 and var target
            ? string.Create(CultureInfo.InvariantCulture, $" of {target:0.#}")
            : "";

    private static string Size(JsonElement printer)
    {
        string[] sides =
        [
            JsonText.Amount(printer, "profile.widthMm"),
            JsonText.Amount(printer, "profile.depthMm"),
            JsonText.Amount(printer, "profile.heightMm"),
        ];
        string round = JsonText.Get(printer, "profile.shape") == "circle" ? ", round" : "";
        return sides.All(s => s is "0" or "") ? "" : $"{string.Join(" x ", sides)} mm{round}";
    }

    private static string Hotends(JsonElement printer) =>
        string.Join(
            ", ",
            Items(printer.GetProperty("profile"), "hotends")
                .Select(h => $"{JsonText.Amount(h, "nozzleMm", "mm")} up to {JsonText.Amount(h, "maxC", "°C")}")
        );

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : default;
}
