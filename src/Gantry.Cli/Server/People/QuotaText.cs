using System.Text.Json;

namespace Gantry.Cli.Server.People;

/// <summary>Quotas in words.</summary>
internal static class QuotaText
{
    /// <summary>As <c>5 jobs a week, 20 h a week, one at a time</c>; empty where there is none.</summary>
    public static string Of(JsonElement json, string path) =>
        Join(
            Limit(json, $"{path}.jobsPerWeek", "jobs a week"),
            Limit(json, $"{path}.hoursPerWeek", "h a week"),
            Limit(json, $"{path}.gramsPerWeek", "g a week"),
            Limit(json, $"{path}.longestHours", "h the longest print"),
            JsonText.Get(json, $"{path}.oneAtATime").Length > 0 ? "one at a time" : "",
            JsonText.Get(json, $"{path}.needsApproval").Length > 0 ? "needs approval" : ""
        );

    /// <summary>As <c>2 jobs, 3.5 h, 120 g, 1 open</c>.</summary>
    public static string UsageOf(JsonElement json, string path) =>
        Join(
            Limit(json, $"{path}.jobs", "jobs"),
            Limit(json, $"{path}.hours", "h"),
            Limit(json, $"{path}.grams", "g"),
            Limit(json, $"{path}.open", "open")
        );

    private static string Limit(JsonElement json, string path, string unit) => JsonText.Amount(json, path, unit);

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(p => p.Length > 0));
}
