using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server;

/// <summary>Fields of something as people name and set them: <c>queue.evenWear=true</c>.</summary>
internal static class FieldText
{
    /// <summary>All fields with their whole names, as they are.</summary>
    public static IEnumerable<(string Name, string Text)> All(JsonElement now, string prefix = "")
    {
        foreach (JsonProperty field in now.EnumerateObject())
            if (field.Value.ValueKind == JsonValueKind.Object)
                foreach ((string, string) inner in All(field.Value, $"{prefix}{field.Name}."))
                    yield return inner;
            else
                yield return ($"{prefix}{field.Name}", TextOf(field.Value));
    }

    /// <summary>Sets fields.</summary>
    /// <param name="changes">As <c>name=value</c>.</param>
    /// <param name="now">What there is, which says of what kind each is.</param>
    /// <param name="target">Gets the values.</param>
    /// <exception cref="ServerCallException">One is not understood.</exception>
    public static void Apply(IEnumerable<string> changes, JsonElement now, JsonObject target)
    {
        foreach (string change in changes)
        {
            int equals = change.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw Wrong($"'{change}' names no value. Write it as NAME=VALUE.");
            string name = change[..equals];
            string[] path = name.Split('.');
            JsonNode? value = Read(name, change[(equals + 1)..], Find(now, name, path));
            JsonObject place = target;
            foreach (string part in path[..^1])
                place = (JsonObject)(place[part] ??= new JsonObject());
            place[path[^1]] = value;
        }
    }

    private static JsonElement Find(JsonElement now, string name, string[] path)
    {
        JsonElement found = now;
        foreach (string part in path)
        {
            JsonElement group = found;
            if (group.ValueKind != JsonValueKind.Object || !group.TryGetProperty(part, out found))
                throw Wrong(
                    group.ValueKind == JsonValueKind.Object
                        ? $"There is no '{name}'. In place of '{part}' there are: {string.Join(", ", group.EnumerateObject().Select(f => f.Name))}."
                        : $"There is no '{name}'."
                );
        }
        return found;
    }

    private static JsonNode? Read(string name, string text, JsonElement now) =>
        now.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => text switch
            {
                "true" or "yes" or "on" => true,
                "false" or "no" or "off" => false,
                _ => throw Wrong($"{name} takes true or false, not '{text}'."),
            },
            JsonValueKind.Number => Number(text) ?? throw Wrong($"{name} takes a number, not '{text}'."),
            JsonValueKind.Array when !text.StartsWith('[') => new JsonArray([
                .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(t => (JsonNode)t),
            ]),
            JsonValueKind.Array or JsonValueKind.Object => Json(name, text),
            // What nobody said yet is of no kind.
            JsonValueKind.Null => text == "null" ? null : Number(text) ?? (JsonNode)text,
            _ => text,
        };

    private static JsonNode? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? Math.Floor(number) == number && Math.Abs(number) < 1e15
                ? (long)number
                : number
            : null;

    private static JsonNode? Json(string name, string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw Wrong($"{name} takes JSON, not '{text}'.");
        }
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => JsonText.Plain(value.GetString()!),
            JsonValueKind.Array when value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String) =>
                string.Join(", ", value.EnumerateArray().Select(e => JsonText.Plain(e.GetString()!))),
            _ => JsonText.Plain(value.GetRawText()),
        };

    private static ServerCallException Wrong(string message) => new(message, HttpStatusCode.BadRequest);
}
