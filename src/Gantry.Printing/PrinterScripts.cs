namespace Gantry.Printing;

/// <summary>G-code that runs around a job; a line each, comments allowed, with placeholders.</summary>
public sealed record PrinterScripts
{
    /// <summary>After connecting.</summary>
    public string Connect { get; init; } = "";

    /// <summary>Before the first line of a job.</summary>
    public string Start { get; init; } = "";

    /// <summary>After the last line of a job.</summary>
    public string End { get; init; } = "";

    /// <summary>When a job is paused.</summary>
    public string Pause { get; init; } = "";

    /// <summary>When it goes on.</summary>
    public string Resume { get; init; } = "";

    /// <summary>When a job is given up: at least the heaters off.</summary>
    public string Cancel { get; init; } = "M104 S0\nM140 S0\nM107";
}
