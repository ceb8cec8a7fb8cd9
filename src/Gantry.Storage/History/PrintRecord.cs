using Gantry.Storage.Files;

namespace Gantry.Storage.History;

/// <summary>One print on one printer: running, or history.</summary>
public sealed record PrintRecord
{
    /// <summary>The id; 0 before it is added.</summary>
    public long Id { get; init; }

    /// <summary>The same for programs that know prints by UUIDs.</summary>
    public Guid Uid { get; init; }

    /// <summary>The job that it is a copy of; null when the job is gone or there was none.</summary>
    public long? JobId { get; init; }

    /// <summary>The printer; null when it is gone.</summary>
    public long? PrinterId { get; init; }

    /// <summary>The printer's name then.</summary>
    public required string PrinterName { get; init; }

    /// <summary>The file of the library; null when it is gone.</summary>
    public long? FileId { get; init; }

    /// <summary>The file's name then.</summary>
    public required string FileName { get; init; }

    /// <summary>The bytes that were printed.</summary>
    public required ContentHash ContentHash { get; init; }

    /// <summary>Whether the store keeps the bytes for the sake of this print, to be printed again.</summary>
    public bool KeepsContent { get; init; } = true;

    /// <summary>Who wanted it; null when the account is gone.</summary>
    public long? UserId { get; init; }

    /// <summary>Who wanted it, by name.</summary>
    public required string UserName { get; init; }

    /// <summary>Where it is in its life.</summary>
    public PrintState State { get; init; }

    /// <summary>The node that prints it.</summary>
    public required string Node { get; init; }

    /// <summary>The epoch of the printer's owner then.</summary>
    public long Epoch { get; init; }

    /// <summary>When it was begun.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Seconds of printing, without pauses.</summary>
    public double Seconds { get; init; }

    /// <summary>Why it ended as it did.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What the firmware said last, when it failed.</summary>
    public string FirmwareWords { get; init; } = "";

    /// <summary>What a person said of it.</summary>
    public PrintVerdict Verdict { get; init; }

    /// <summary>Why.</summary>
    public string VerdictReason { get; init; } = "";

    /// <summary>Who said so.</summary>
    public string VerdictBy { get; init; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset? VerdictAt { get; init; }

    /// <summary>A picture of what came out, in the file store.</summary>
    public ContentHash? PhotoHash { get; init; }

    /// <summary>The material.</summary>
    public string Material { get; init; } = "";

    /// <summary>Filament used, in mm.</summary>
    public double FilamentMm { get; init; }

    /// <summary>Filament used, in grams.</summary>
    public double FilamentG { get; init; }

    /// <summary>Energy used, in Wh; null when nobody measured it.</summary>
    public double? EnergyWh { get; init; }

    /// <summary>What it cost, in the money of the settings; null when nobody knows.</summary>
    public double? Cost { get; init; }

    /// <summary>Anything else as JSON.</summary>
    public string Document { get; init; } = "{}";

    /// <summary>Whether there is a picture of the bytes. Looked up, never written.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
