using System.Text.Json;

namespace Gantry.GCode.Analysis;

/// <summary>
/// The settings that Cura appends: JSON with one INI text for the printer and one for each extruder, its backslashes
/// doubled once more.
/// </summary>
internal static class CuraProfile
{
    /// <summary>Adds what the profile says. A damaged one says nothing.</summary>
    public static void Read(ReadOnlyMemory<byte> text, SettingsCollector settings)
    {
        if (text.IsEmpty)
            return;
        string json = SettingsCollector.Decode(text.Span).Replace(@"\\", @"\", StringComparison.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            ReadRoot(document.RootElement, settings);
        }
        catch (JsonException)
        {
            // Cut or changed by a post-processing script; the rest of the file is as good as ever.
        }
    }

    private static void ReadRoot(JsonElement root, SettingsCollector settings)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return;
        if (root.TryGetProperty("global_quality", out JsonElement global) && global.ValueKind == JsonValueKind.String)
            ReadIni(global.GetString()!, settings);
        if (!root.TryGetProperty("extruder_quality", out JsonElement extruders))
            return;
        if (extruders.ValueKind != JsonValueKind.Array)
            return;
        foreach (JsonElement extruder in extruders.EnumerateArray())
            if (extruder.ValueKind == JsonValueKind.String)
                ReadIni(extruder.GetString()!, settings);
    }

    private static void ReadIni(string text, SettingsCollector settings)
    {
        foreach (string line in text.Split('\n'))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                settings.Add(line[..equals].Trim(), line[(equals + 1)..].Trim());
        }
    }
}
