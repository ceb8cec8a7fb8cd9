using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Gantry.Cli.Server.Printers;

namespace Gantry.Cli.Server.Queue;

/// <summary>What a job wants of a printer, of its place in the queue and of the clock, as options.</summary>
internal static class JobWishes
{
    private static readonly Option<int?> Copies = new("--copies")
    {
        Description = "How many; 1 for a new job.",
        HelpName = "N",
    };

    private static readonly Option<string[]> Printer = new("--printer")
    {
        Description = "The one printer that shall make it; repeated: one of these.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Name = Word("--name", "What it is called; else as its file.");

    private static readonly Option<string?> Note = new("--note") { Description = "A note.", HelpName = "TEXT" };

    private static readonly Option<string?> Model = Word("--model", "The model that the printer must be.");

    private static readonly Option<string[]> Tag = new("--tag")
    {
        Description = "A tag that the printer must have; may be repeated.",
        HelpName = "TAG",
    };

    private static readonly Option<string?> Material = Word("--material", "The material that must be loaded.");

    private static readonly Option<string?> Colour = Word("--colour", "The colour that must be loaded, as #ff8800.");

    private static readonly Option<double?> Nozzle = new("--nozzle")
    {
        Description = "The nozzle that the printer must have, mm.",
        HelpName = "MM",
    };

    private static readonly Option<int?> Priority = new("--priority")
    {
        Description = "Higher ones come first.",
        HelpName = "N",
    };

    private static readonly Option<DateTimeOffset?> NotBefore = TimeOption.Create(
        "--not-before",
        "When it starts at the earliest"
    );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Symbol> All { get; } =
    [Name, Note, Copies, Printer, Model, Tag, Material, Colour, Nozzle, Priority, NotBefore];

    /// <summary>Puts what was wished into a body; what was not wished stays out of it.</summary>
    public static async Task AddToAsync(
        JsonObject body,
        ParseResult arguments,
        ServerClient server,
        CancellationToken stop
    )
    {
        Put(body, "name", arguments.GetValue(Name));
        Put(body, "note", arguments.GetValue(Note));
        Put(body, "copies", arguments.GetValue(Copies));
        Put(body, "priority", arguments.GetValue(Priority));
        Put(body, "notBefore", arguments.GetValue(NotBefore)?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        var routing = new JsonObject();
        var printers = new List<long>();
        foreach (string name in arguments.GetValue(Printer) ?? [])
            printers.Add(await PrinterNames.FindAsync(server, name, stop));
        if (printers is [long only])
            body["printerId"] = only;
        else if (printers.Count > 1)
            routing["printerIds"] = new JsonArray([.. printers.Select(p => (JsonNode)p)]);
        Put(routing, "model", arguments.GetValue(Model));
        if (arguments.GetValue(Tag) is { Length: > 0 } tags)
            routing["tags"] = new JsonArray([.. tags.Select(t => (JsonNode)t)]);
        Put(routing, "material", arguments.GetValue(Material));
        Put(routing, "colour", arguments.GetValue(Colour));
        Put(routing, "nozzleMm", arguments.GetValue(Nozzle));
        if (routing.Count > 0)
            body["routing"] = routing;
    }

    private static void Put<T>(JsonObject body, string name, T? value)
    {
        if (value is not null)
            body[name] = JsonValue.Create(value);
    }

    private static Option<string?> Word(string name, string description) =>
        new(name) { Description = description, HelpName = "NAME" };
}
