using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gantry.Fleet.Json;

/// <summary>The one JSON form of what the fleet keeps and tells: camel case, words for enumerations, times in UTC.</summary>
public static class FleetJson
{
    /// <summary>
    /// How it is written and read. What is missing keeps its default, which generated readers of <c>init</c> properties do not
    /// promise; a null where none belongs is an error.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Writes something as JSON.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads it again.</summary>
    /// <exception cref="JsonException">It is no such JSON.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The JSON is null.");

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            RespectNullableAnnotations = true,
            NumberHandling = JsonNumberHandling.Strict,
            // Goes into databases and answers of type application/json, never into HTML; "°C" shall stay readable.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new UtcTime(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
