using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gantry.GCode.Analysis;

/// <summary>The one JSON form of an analysis: camel case, names for enumerations, no nulls.</summary>
public static class AnalysisJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Goes to files and terminals, not into HTML; "°C" shall stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes an analysis as JSON.</summary>
    public static string Write(GCodeAnalysis analysis) => JsonSerializer.Serialize(analysis, Options);

    /// <summary>Reads what <see cref="Write"/> wrote; pictures come back without their data.</summary>
    /// <exception cref="JsonException">The text is no such JSON.</exception>
    public static GCodeAnalysis Read(string json) =>
        JsonSerializer.Deserialize<GCodeAnalysis>(json, Options) ?? throw new JsonException("The JSON is null.");
}
