namespace Gantry.Storage.Printers;

/// <summary>A printer as it was set up. What changes while it works is in <see cref="PrinterStatus"/>.</summary>
public sealed record PrinterRecord
{
    /// <summary>The id; 0 before it is added.</summary>
    public long Id { get; init; }

    /// <summary>The same for programs that know printers by UUIDs.</summary>
    public Guid Uid { get; init; }

    /// <summary>The name, which no other printer has, whatever its case.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is connected, as <c>/dev/serial/by-id/…</c> or <c>rfc2217://host:4001</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The model that jobs and files name.</summary>
    public string Model { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public string Location { get; init; } = "";

    /// <summary>What people wrote about it.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Whether gantry talks to it at all.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether it is being worked on, so that no job starts.</summary>
    public bool InMaintenance { get; init; }

    /// <summary>Its place in lists; ties by name.</summary>
    public long Position { get; init; }

    /// <summary>The tags, sorted.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The whole configuration as JSON.</summary>
    public required string Document { get; init; }

    /// <summary>Which form of JSON that is.</summary>
    public int DocumentVersion { get; init; } = 1;

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything of it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
