namespace Gantry.Storage.History;

/// <summary>Which prints are looked for. Everything that is not null must fit.</summary>
public sealed record PrintQuery
{
    /// <summary>On this printer.</summary>
    public long? PrinterId { get; init; }

    /// <summary>On one of these printers; null: on any.</summary>
    public IReadOnlyList<long>? PrinterIds { get; init; }

    /// <summary>Of this user.</summary>
    public long? UserId { get; init; }

    /// <summary>Of this job.</summary>
    public long? JobId { get; init; }

    /// <summary>Of this file.</summary>
    public long? FileId { get; init; }

    /// <summary>Of this material.</summary>
    public string? Material { get; init; }

    /// <summary>With this text in the file's, the user's or the printer's name; letters of ASCII match whatever their case.</summary>
    public string? Text { get; init; }

    /// <summary>In one of these states; empty: in any.</summary>
    public IReadOnlyList<PrintState> States { get; init; } = [];

    /// <summary>With this verdict.</summary>
    public PrintVerdict? Verdict { get; init; }

    /// <summary>Begun at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before this time.</summary>
    public DateTimeOffset? To { get; init; }
}
