using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Printers;

/// <summary>What is loaded in a printer.</summary>
internal static class MaterialVerbs
{
    private const string Materials = "materials";

    private static readonly Argument<string> Material = new("material") { Description = "The kind, as PETG." };

    private static readonly Option<int> Tool = new("--tool")
    {
        Description = "The tool that has it, counted from 0.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<string> Colour = new("--colour")
    {
        Description = "The colour, as #ff8800.",
        HelpName = "COLOUR",
    };

    private static readonly Option<string> Brand = new("--brand") { Description = "Who made it.", HelpName = "NAME" };

    private static readonly Option<double?> Left = new("--left")
    {
        Description = "What is left of it, in grams.",
        HelpName = "G",
    };

    /// <summary>All of them.</summary>
    public static IEnumerable<Command> CreateAll() =>
        [
            ServerVerb.Create(
                "load",
                "Say which material is loaded.",
                [PrintersCommand.Name, Material, Tool, Colour, Brand, Left],
                LoadAsync
            ),
            ServerVerb.Create("unload", "Say that a tool has no material.", [PrintersCommand.Name, Tool], UnloadAsync),
        ];

    private static Task LoadAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var loaded = new JsonObject
        {
            ["tool"] = arguments.GetValue(Tool),
            ["material"] = arguments.GetValue(Material),
            ["colour"] = arguments.GetValue(Colour) ?? "",
            ["brand"] = arguments.GetValue(Brand) ?? "",
            ["remainingG"] = arguments.GetValue(Left),
        };
        return ChangeAsync(arguments, server, loaded, stop);
    }

    private static Task UnloadAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ChangeAsync(arguments, server, null, stop);

    private static async Task ChangeAsync(
        ParseResult arguments,
        ServerClient server,
        JsonObject? loaded,
        CancellationToken stop
    )
    {
        JsonElement after = await PrintersCommand.ChangeAsync(
            arguments,
            server,
            printer => new JsonObject
            {
                [Materials] = new JsonArray([
                    .. printer
                        .GetProperty(Materials)
                        .EnumerateArray()
                        .Where(m => m.GetProperty("tool").GetInt32() != arguments.GetValue(Tool))
                        .Select(JsonBody.Copy),
                    .. loaded is null ? Array.Empty<JsonNode>() : [loaded],
                ]),
            },
            stop
        );
        string[] all = [.. after.GetProperty(Materials).EnumerateArray().Select(PrinterText.Loaded)];
        ServerTable.Say(
            arguments,
            after,
            $"{JsonText.Get(after, "name")}: {(all.Length > 0 ? string.Join("; ", all) : "nothing is loaded")}."
        );
    }
}
