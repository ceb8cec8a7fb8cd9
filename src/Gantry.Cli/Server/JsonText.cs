using System.Globalization;
using System.Text.Json;

namespace Gantry.Cli.Server;

/// <summary>Fields of an answer as text for people.</summary>
internal static class JsonText
{
    /// <summary>The field at a path, as <c>live.job.fileName</c>; empty when there is none. Without control characters.</summary>
    public static string Get(JsonElement json, string path)
    {
        if (Find(json, path) is not { } found)
            return "";
        return found.ValueKind switch
        {
            JsonValueKind.String => Plain(found.GetString()!),
            JsonValueKind.Null => "",
            JsonValueKind.True => "yes",
            JsonValueKind.False => "",
            JsonValueKind.Array => string.Join(", ", found.EnumerateArray().Select(e => Plain(e.ToString()))),
            _ => Plain(found.ToString()),
        };
    }

    /// <summary>The number at a path; null when there is none.</summary>
    public static double? Number(JsonElement json, string path) =>
        Find(json, path) is { ValueKind: JsonValueKind.Number } found ? found.GetDouble() : null;

    /// <summary>The number at a path with two places at most and its unit, as <c>12.5 g</c>; empty when there is none.</summary>
    public static string Amount(JsonElement json, string path, string unit = "")
    {
        if (Number(json, path) is not { } value)
            return "";
        return unit.Length > 0 ? $"{Number(value)} {unit}" : Number(value);
    }

    /// <summary>A number with two places at most.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A length of time, as <c>3 h 05 min</c> or <c>12 s</c>; empty when nobody knows.</summary>
    public static string Duration(double? seconds)
    {
        if (seconds is not > 0)
            return "";
        var time = TimeSpan.FromSeconds(seconds.Value);
        return time.TotalHours >= 1
                ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes:00} min")
            : time.TotalSeconds < 59.5
                ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)} s")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes)} min");
    }

    /// <summary>A time, as the clock on this machine's wall shows it; empty when there is none.</summary>
    public static string Time(JsonElement json, string path, string form = "yyyy-MM-dd HH:mm") =>
        DateTimeOffset.TryParse(
            Get(json, path),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset time
        )
            ? time.ToLocalTime().ToString(form, CultureInfo.InvariantCulture)
            : "";

    /// <summary>A number of bytes, as <c>1.4 MB</c>.</summary>
    public static string Bytes(double? bytes)
    {
        double value = bytes ?? 0;
        string[] units = ["B", "kB", "MB", "GB"];
        int unit = 0;
        for (; value >= 1000 && unit < units.Length - 1; unit++)
            value /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }

    private static JsonElement? Find(JsonElement json, string path)
    {
        foreach (string name in path.Split('.'))
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
                return null;
        return json;
    }

    /// <summary>What a terminal would obey is not shown: names and messages come from anybody.</summary>
    public static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
