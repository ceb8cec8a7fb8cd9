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

    private static readonly Option<string?> Model = VerbOption.Text(
        "--model",
        "The model that jobs and files name.",
        "NAME"
    );

    private static readonly Option<string?> Location = VerbOption.Text("--location", "Where it stands.", "TEXT");

    private static readonly Option<string?> Notes = VerbOption.Text("--notes", "What people shall know of it.", "TEXT");

    private static readonly Option<string[]> Tag = new("--tag")
    {
        Description = "A tag; may be repeated. All of them together: those that are not named go; '' for none.",
        HelpName = "TAG",
    };

    private static readonly Option<PrinterLimits?> Limits = PrinterLimitsText.Option(
        "--limits",
        "Bed, height, hotends and highest temperatures, as 220x220x250,nozzle=0.4,hotend=260,bed=100 or round,200x200x300; bed=0 or chamber=0 for one without a heater."
    );

    private static readonly Option<bool?> Enabled = VerbOption.Switch("--enabled", "Whether anybody talks to it.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Symbol> All { get; } = [Baud, Model, Location, Notes, Tag, Limits, Enabled];

    /// <summary>Puts what was named into a body; what was not named stays out of it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="arguments">What was named.</param>
    /// <param name="printer">The printer as it is; null for one that is to be.</param>
    public static void AddTo(JsonObject body, ParseResult arguments, JsonElement? printer)
    {
        body.Put("baudRate", arguments.GetValue(Baud));
        body.Put("model", arguments.GetValue(Model));
        body.Put("location", arguments.GetValue(Location));
        body.Put("notes", arguments.GetValue(Notes));
        body.Put("enabled", arguments.GetValue(Enabled));
        if (arguments.GetResult(Tag) is not null)
            body["tags"] = JsonBody.Words(arguments.GetValue(Tag));
        if (arguments.GetValue(Limits) is { } limits)
            AddTo(ProfileOf(body, printer), limits);
    }

    /// <summary>The profile that a body will bring: profiles come whole.</summary>
    public static JsonObject ProfileOf(JsonObject body, JsonElement? printer)
    {
        if (body[Profile] is not JsonObject profile)
            body[Profile] = profile = printer is { } known ? JsonBody.Copy(known.GetProperty(Profile))!.AsObject() : [];
        return profile;
    }

    /// <summary>A highest temperature of 0 says that there is no heater.</summary>
    private static void AddHeater(JsonObject profile, string isThere, string highest, double? limit)
    {
        if (limit is null)
            return;
        profile[isThere] = limit > 0;
        if (limit > 0)
            profile[highest] = limit;
    }

    private static void AddTo(JsonObject profile, PrinterLimits limits)
    {
        profile.Put("widthMm", limits.MaxX);
        profile.Put("depthMm", limits.MaxY);
        profile.Put("heightMm", limits.MaxZ);
        AddHeater(profile, "heatedBed", "maxBedC", limits.MaxBed);
        AddHeater(profile, "heatedChamber", "maxChamberC", limits.MaxChamber);
        if (limits.MaxX is not null || limits.RoundBed)
            profile["shape"] = limits.RoundBed ? "circle" : "rectangle";
        if (limits.MaxHotend is null && limits.NozzleDiameters is null && limits.Tools is null)
            return;
        JsonObject[] before = [.. (profile["hotends"] as JsonArray ?? []).Select(h => h!.DeepClone().AsObject())];
        int count = limits.Tools ?? Math.Max(before.Length, limits.NozzleDiameters?.Count ?? 1);
        var hotends = new JsonArray();
        for (int tool = 0; tool < count; tool++)
        {
            JsonObject hotend = tool < before.Length ? before[tool] : [];
            // One nozzle that is named is that of all tools.
            if (limits.NozzleDiameters is { Count: > 0 } nozzles)
                hotend["nozzleMm"] = nozzles[Math.Min(tool, nozzles.Count - 1)];
            hotend.Put("maxC", limits.MaxHotend);
            hotends.Add(hotend);
        }
        profile["hotends"] = hotends;
    }
}
