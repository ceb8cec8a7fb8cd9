namespace Gantry.Fleet.Printers.Views;

/// <summary>The print under way.</summary>
public sealed record LiveJobView
{
    /// <summary>The print.</summary>
    public long PrintId { get; init; }

    /// <summary>The job that it is a copy of.</summary>
    public long? JobId { get; init; }

    /// <summary>The file of the library.</summary>
    public long? FileId { get; init; }

    /// <summary>The file's name.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Who wanted it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>Commands of the file that are done.</summary>
    public long CommandsDone { get; init; }

    /// <summary>Commands of the file.</summary>
    public long Commands { get; init; }

    /// <summary>The layer, counted from 1; null when nobody knows.</summary>
    public int? Layer { get; init; }

    /// <summary>How many layers there are.</summary>
    public int? Layers { get; init; }

    /// <summary>The height in mm.</summary>
    public double? Z { get; init; }

    /// <summary>Seconds since its start, pauses included.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>Seconds left; null when nobody knows.</summary>
    public double? LeftSeconds { get; init; }

    /// <summary>Where that comes from: <c>slicer</c>, <c>estimate</c> or <c>measured</c>.</summary>
    public string? LeftOrigin { get; init; }

    /// <summary>When it will be over.</summary>
    public DateTimeOffset? FinishAt { get; init; }

    /// <summary>The material.</summary>
    public string Material { get; init; } = "";

    /// <summary>Where its picture is; null when there is none.</summary>
    public string? ThumbnailUrl { get; init; }
}
