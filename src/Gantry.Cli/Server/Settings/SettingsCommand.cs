using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Settings;

/// <summary><c>gantry settings</c>: what people change while a server runs.</summary>
internal static class SettingsCommand
{
    private const string Channels = "notifications";

    /// <summary>What is in the answer and no setting of this verb: channels have a verb of their own.</summary>
    private static readonly string[] Others = [Channels, "version"];

    private static readonly Argument<string[]> Changes = new("name=value")
    {
        Description = "Settings as the list names them; lists with commas.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Argument<string> Material = new("material") { Description = "Its name, as PLA." };

    private static readonly Argument<double> Price = new("price") { Description = "What a kilogram costs." };

    public static Command Create() =>
        ServerVerb
            .Create("settings", "Show the settings of a server, or change some.", [], ShowAsync)
            .With(
                ServerVerb.Create(
                    "set",
                    "Change settings, as queue.workingHours='mo-fr 08:00-18:00' or retention.days=365.",
                    [Changes],
                    SetAsync
                ),
                ServerVerb
                    .Create("material", "Say what a kilogram of a material costs.", [Material, Price], SetMaterialAsync)
                    .With(ServerVerb.Create("remove", "Forget what a material costs.", [Material], RemoveMaterialAsync))
            );

    private static async Task ShowAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement settings = await server.GetAsync("/settings", stop);
        int channels = settings.GetProperty(Channels).GetArrayLength();
        ServerTable.WriteFields(
            arguments,
            settings,
            [
                .. FieldText
                    .All(settings)
                    .Where(f => !Others.Contains(f.Name))
                    .Select(f => (f.Name, f.Text.Length > 0 ? f.Text : "-")),
                (Channels, $"{channels}; 'gantry notifications' lists them"),
            ]
        );
    }

    private static async Task SetAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string[] changes = arguments.GetRequiredValue(Changes);
        JsonElement now = await server.GetAsync("/settings", stop);
        var body = new JsonObject();
        FieldText.Apply(changes, now, body);
        JsonElement after = await server.CallAsync(HttpMethod.Patch, "/settings", body, stop, VersionOf(now));
        string[] names = [.. changes.Select(c => c[..c.IndexOf('=', StringComparison.Ordinal)])];
        IEnumerable<string> said = FieldText
            .All(after)
            .Where(f => names.Contains(f.Name))
            .Select(f => $"{f.Name}: {f.Text}");
        ServerTable.SayLines(arguments, after, said);
    }

    private static Task SetMaterialAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        double price = arguments.GetValue(Price);
        return ChangeMaterialAsync(arguments, server, price, $"costs {JsonText.Number(price)} a kilogram", stop);
    }

    private static Task RemoveMaterialAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ChangeMaterialAsync(arguments, server, null, "costs nothing that is known", stop);

    private static async Task ChangeMaterialAsync(
        ParseResult arguments,
        ServerClient server,
        double? price,
        string sentence,
        CancellationToken stop
    )
    {
        string name = arguments.GetRequiredValue(Material);
        JsonElement now = await server.GetAsync("/settings", stop);
        var materials = new JsonArray([
            .. now.GetProperty("costs")
                .GetProperty("materials")
                .EnumerateArray()
                .Where(m => !JsonText.Get(m, "name").Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(JsonBody.Copy),
        ]);
        if (price is not null)
            materials.Add(new JsonObject { ["name"] = name, ["perKg"] = price });
        var body = new JsonObject { ["costs"] = new JsonObject { ["materials"] = materials } };
        JsonElement after = await server.CallAsync(HttpMethod.Patch, "/settings", body, stop, VersionOf(now));
        ServerTable.Say(arguments, after, $"{name} {sentence}.");
    }

    private static long VersionOf(JsonElement settings) => settings.GetProperty("version").GetInt64();
}
