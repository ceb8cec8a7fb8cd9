using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gantry.GCode.Analysis;

namespace Gantry.Cli.Server.Printers;

/// <summary>What a printer is like, as options.</summary>
internal static class PrinterFields
{
    private const string Profile = "profile";

    /// <summary>The speed of its line.</summary>
    public static readonly Option<int?> Baud = new("--baud")
    {
        Description = "The baud rate; 0, and without it at first, the usual ones are tried.",
        HelpName = "RATE",
    };

    private static readonly Option<string?> Model = Word("--model", "The model that jobs and files name.", "NAME");

    private static readonly Option<string?> Location = Word("--location", "Where it stands.", "TEXT");

    private static readonly Option<string?> Notes = Word("--notes", "What people shall know of it.", "TEXT");

    private static readonly Option<string[]> Tag = new("--tag")
    {
        Description = "A tag; may be repeated. All of them together: those that are not named go.",
        HelpName = "TAG",
    };

    private static readonly Option<PrinterLimits?> Limits = PrinterLimitsText.Option(
        "--limits",
        "Bed, height, hotends and highest temperatures, as 220x220x250,nozzle=0.4,hotend=260,bed=100 or round,200x200x300."
    );

    private static readonly Option<bool?> Enabled = new("--enabled")
    {
        Description = "Whether anybody talks to it.",
        HelpName = "true|false",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Symbol> All { get; } = [Baud, Model, Location, Notes, Tag, Limits, Enabled];

    /// <summary>Puts what was named into a body; what was not named stays out of it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="arguments">What was named.</param>
    /// <param name="printer">The printer as it is; null for one that is to be.</param>
    public static void AddTo(JsonObject body, ParseResult arguments, JsonElement? printer)
    {
        Put(body, "baudRate", arguments.GetValue(Baud));
        Put(body, "model", arguments.GetValue(Model));
        Put(body, "location", arguments.GetValue(Location));
        Put(body, "notes", arguments.GetValue(Notes));
        Put(body, "enabled", arguments.GetValue(Enabled));
        if (arguments.GetResult(Tag) is not null)
            body["tags"] = new JsonArray([.. (arguments.GetValue(Tag) ?? []).Select(t => (JsonNode)t)]);
        if (arguments.GetValue(Limits) is { } limits)
            AddTo(ProfileOf(body, printer), limits);
    }

    /// <summary>The profile that a body will bring: profiles come whole.</summary>
    public static JsonObject ProfileOf(JsonObject body, JsonElement? printer)
    {
        if (body[Profile] is not JsonObject profile)
            body[Profile] = profile = printer is { } known
                ? JsonNode.Parse(known.GetProperty(Profile).GetRawText())!.AsObject()
                : [];
        return profile;
    }

    private static void AddTo(JsonObject profile, PrinterLimits limits)
    {
        Put(profile, "widthMm", limits.MaxX);
        Put(profile, "depthMm", limits.MaxY);
        Put(profile, "heightMm", limits.MaxZ);
        Put(profile, "maxBedC", limits.MaxBed);
        Put(profile, "maxChamberC", limits.MaxChamber);
        if (limits.MaxX is not null)
            profile["shape"] = limits.RoundBed ? "circle" : "rectangle";
        if (limits.MaxHotend is null && limits.NozzleDiameters is null && limits.Tools is null)
            return;
        JsonObject[] before = [.. (profile["hotends"] as JsonArray ?? []).Select(h => h!.DeepClone().AsObject())];
        int count = limits.Tools ?? limits.NozzleDiameters?.Count ?? Math.Max(before.Length, 1);
        var hotends = new JsonArray();
        for (int tool = 0; tool < count; tool++)
        {
            JsonObject hotend = tool < before.Length ? before[tool] : [];
            // One nozzle that is named is that of all tools.
            if (limits.NozzleDiameters is { Count: > 0 } nozzles)
                hotend["nozzleMm"] = nozzles[Math.Min(tool, nozzles.Count - 1)];
            Put(hotend, "maxC", limits.MaxHotend);
            hotends.Add(hotend);
        }
        profile["hotends"] = hotends;
    }

    private static void Put<T>(JsonObject body, string name, T? value)
    {
        if (value is not null)
            body[name] = JsonValue.Create(value);
    }

    private static Option<string?> Word(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };
}
