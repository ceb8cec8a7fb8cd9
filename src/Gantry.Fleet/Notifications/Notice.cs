namespace Gantry.Fleet.Notifications;

/// <summary>Something that a person should know.</summary>
public sealed record Notice
{
    /// <summary>What kind of thing (<see cref="NoticeKinds"/>).</summary>
    public string Kind { get; init; } = "";

    /// <summary>How bad it is: <c>info</c>, <c>warning</c> or <c>error</c>.</summary>
    public string Severity { get; init; } = "info";

    /// <summary>In words.</summary>
    public string Text { get; init; } = "";

    /// <summary>Which printer.</summary>
    public long? PrinterId { get; init; }

    /// <summary>Its name.</summary>
    public string PrinterName { get; init; } = "";

    /// <summary>Which print.</summary>
    public long? PrintId { get; init; }

    /// <summary>The file that it prints.</summary>
    public string FileName { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>A line for a subject or a lock screen.</summary>
    internal string Title => PrinterName.Length > 0 ? $"{PrinterName}: {Kind}" : Kind;
}
