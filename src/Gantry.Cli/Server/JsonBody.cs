using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server;

/// <summary>Makes bodies of calls.</summary>
internal static class JsonBody
{
    /// <summary>Puts a field into a body, unless nobody named it.</summary>
    public static void Put<T>(this JsonObject body, string name, T? value)
    {
        if (value is not null)
            body[name] = JsonValue.Create(value);
    }

    /// <summary>A list of words or numbers.</summary>
    public static JsonArray List<T>(IEnumerable<T>? values) =>
        new([.. (values ?? []).Select(v => JsonValue.Create(v))]);

    /// <summary>A list of words; an empty one, which a command line can name in its place, is none.</summary>
    public static JsonArray Words(IEnumerable<string>? values) => List((values ?? []).Where(v => v.Length > 0));

    /// <summary>Makes a node of what was read, so that it can be sent again; null of a null.</summary>
    public static JsonNode? Copy(JsonElement read) => JsonNode.Parse(read.GetRawText());

    /// <summary>A list in the form in which the API gives lists.</summary>
    public static JsonElement Items(JsonNode? list) =>
        JsonSerializer.SerializeToElement(new JsonObject { ["items"] = list });
}
