using System.CommandLine;
using System.Globalization;
using System.Text.Json;
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

    /// <summary>Where it is to be made.</summary>
    public static readonly Option<string[]> Printer = new("--printer")
    {
        Description = "The one printer that shall make it; repeated: one of these.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Name = VerbOption.Text(
        "--name",
        "What it is called; else as its file.",
        "NAME"
    );

    private static readonly Option<string?> Note = VerbOption.Text("--note", "A note.", "TEXT");

    private static readonly Option<string?> Model = VerbOption.Text(
        "--model",
        "The model that the printer must be.",
        "NAME"
    );

    private static readonly Option<string[]> Tag = new("--tag")
    {
        Description = "A tag that the printer must have; may be repeated.",
        HelpName = "TAG",
    };

    private static readonly Option<string?> Material = VerbOption.Text(
        "--material",
        "The material that must be loaded.",
        "NAME"
    );

    private static readonly Option<string?> Colour = VerbOption.Text(
        "--colour",
        "The colour that must be loaded, as #ff8800.",
        "COLOUR"
    );

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

    private static readonly string[] OfPrinters = ["model", "tags", "material", "colour", "nozzleMm"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Symbol> All { get; } =
    [Name, Note, Copies, Printer, Model, Tag, Material, Colour, Nozzle, Priority, NotBefore];

    /// <summary>Puts what was wished into a body; what was not wished stays out of it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="arguments">What was wished.</param>
    /// <param name="server">The server.</param>
    /// <param name="stop">Ends the calls.</param>
    /// <param name="job">The job as it is; null for one that is to be.</param>
    /// <param name="anywhere">Whether it names no printer any more.</param>
    public static async Task AddToAsync(
        JsonObject body,
        ParseResult arguments,
        ServerClient server,
        CancellationToken stop,
        JsonElement? job = null,
        bool anywhere = false
    )
    {
        body.Put("name", arguments.GetValue(Name));
        body.Put("note", arguments.GetValue(Note));
        body.Put("copies", arguments.GetValue(Copies));
        body.Put("priority", arguments.GetValue(Priority));
        body.Put("notBefore", arguments.GetValue(NotBefore)?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        var printers = new List<long>();
        foreach (string name in arguments.GetValue(Printer) ?? [])
            printers.Add(await PrinterNames.FindAsync(server, name, stop));
        JsonObject wishes = WishesOf(arguments);
        if (printers.Count == 0 && !anywhere && wishes.Count == 0)
            return;
        // The routing is set as a whole, and both it and the one printer must fit: where one of them names printers, the other must not.
        JsonObject routing = job is { } known ? JsonBody.Copy(known.GetProperty("routing"))!.AsObject() : [];
        if (printers.Count > 0 || anywhere)
            routing.Remove("printerIds");
        if (printers is [long only])
            body["printerId"] = only;
        else if (job is not null && (printers.Count > 1 || anywhere))
            body["printerId"] = 0;
        if (printers.Count > 1)
            routing["printerIds"] = JsonBody.List(printers);
        if (wishes.Count > 0)
            foreach (string name in OfPrinters)
                routing.Remove(name);
        foreach ((string name, JsonNode? wish) in wishes)
            routing[name] = wish!.DeepClone();
        body["routing"] = routing;
    }

    /// <summary>What any printer that makes it must have.</summary>
    private static JsonObject WishesOf(ParseResult arguments)
    {
        var wishes = new JsonObject();
        wishes.Put("model", arguments.GetValue(Model));
        if (arguments.GetValue(Tag) is { Length: > 0 } tags)
            wishes["tags"] = JsonBody.List(tags);
        wishes.Put("material", arguments.GetValue(Material));
        wishes.Put("colour", arguments.GetValue(Colour));
        wishes.Put("nozzleMm", arguments.GetValue(Nozzle));
        return wishes;
    }
}
