using System.CommandLine;
using System.Text.Json;
using Gantry.Cli.Server.Printers;

namespace Gantry.Cli.Server.Queue;

/// <summary>A job in words.</summary>
internal static class JobText
{
    /// <summary>The columns of lists.</summary>
    public static (string Heading, Func<JsonElement, string> Cell)[] Columns { get; } =
    [
        ("id", j => JsonText.Get(j, "id")),
        ("name", j => JsonText.Get(j, "name")),
        ("state", j => JsonText.Get(j, "state")),
        ("copies", j => $"{JsonText.Get(j, "copiesStarted")}/{JsonText.Get(j, "copies")}"),
        ("time", j => JsonText.Duration(JsonText.Number(j, "seconds"))),
        ("owner", j => JsonText.Get(j, "owner")),
    ];

    /// <summary>Says what a job is now.</summary>
    public static void Say(ParseResult arguments, JsonElement job) =>
        ServerTable.Say(
            arguments,
            job,
            $"Job {JsonText.Get(job, "id")}, {JsonText.Get(job, "name")}: {JsonText.Get(job, "state")}."
        );

    /// <summary>Prints all that is known of one.</summary>
    public static async Task WriteAsync(
        ParseResult arguments,
        ServerClient server,
        JsonElement job,
        CancellationToken stop
    )
    {
        Dictionary<long, string> printers = await PrinterNames.ShownAsync(arguments, server, stop);
        JsonElement routing = job.GetProperty("routing");
        ServerTable.WriteFields(
            arguments,
            job,
            ("id", JsonText.Get(job, "id")),
            ("name", JsonText.Get(job, "name")),
            ("state", JsonText.Get(job, "state")),
            ("owner", JsonText.Get(job, "owner")),
            ("note", JsonText.Get(job, "note")),
            ("file", JsonText.Get(job, "fileId")),
            ("copies", JsonText.Get(job, "copies")),
            ("started", JsonText.Get(job, "copiesStarted")),
            ("good", JsonText.Get(job, "copiesGood")),
            ("bad", JsonText.Get(job, "copiesBad")),
            ("time of each", JsonText.Duration(JsonText.Number(job, "seconds"))),
            ("filament of each", JsonText.Amount(job, "filamentG", "g")),
            ("priority", JsonText.Get(job, "priority")),
            ("held", Held(job)),
            ("not before", JsonText.Time(job, "notBefore")),
            ("printer", NameOf(job, "printerId", printers)),
            ("one of", OneOf(routing, printers)),
            ("model", JsonText.Get(routing, "model")),
            ("tags", JsonText.Get(routing, "tags")),
            ("material", JsonText.Get(routing, "material")),
            ("colour", JsonText.Get(routing, "colour")),
            ("nozzle", JsonText.Amount(routing, "nozzleMm", "mm")),
            ("variants", Variants(job)),
            ("approved or refused by", JsonText.Get(job, "approver")),
            ("came by", JsonText.Get(job, "source")),
            ("sent", JsonText.Time(job, "createdAt")),
            ("ended", JsonText.Time(job, "endedAt"))
        );
    }

    private static string Held(JsonElement job) =>
        JsonText.Get(job, "held").Length > 0 ? $"yes {JsonText.Get(job, "holdReason")}".Trim() : "";

    private static string NameOf(JsonElement json, string field, Dictionary<long, string> printers) =>
        JsonText.Number(json, field) is { } id ? printers.GetValueOrDefault((long)id, JsonText.Get(json, field)) : "";

    private static string OneOf(JsonElement routing, Dictionary<long, string> printers) =>
        routing.TryGetProperty("printerIds", out JsonElement ids) && ids.ValueKind == JsonValueKind.Array
            ? string.Join(
                ", ",
                ids.EnumerateArray().Select(i => printers.GetValueOrDefault(i.GetInt64(), i.ToString()))
            )
            : "";

    private static string Variants(JsonElement job) =>
        string.Join(
            ", ",
            job.GetProperty("variants")
                .EnumerateArray()
                .Select(v => $"{JsonText.Get(v, "model")}: file {JsonText.Get(v, "fileId")}")
        );
}
