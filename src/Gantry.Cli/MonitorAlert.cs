namespace Gantry.Cli;

/// <summary>An alert as a line of JSON.</summary>
internal sealed record MonitorAlert(string Category, string Pattern, string Line, DateTimeOffset Timestamp);
