namespace Gantry.Storage.Settings;

/// <summary>A setting of the installation.</summary>
public sealed record SettingRecord
{
    /// <summary>Its name, as <c>notifications.mail</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its value as JSON.</summary>
    public required string Value { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>By whom.</summary>
    public string ChangedBy { get; init; } = "";

    /// <summary>Counts the changes; 0 for one that is not there yet.</summary>
    public long Version { get; init; }
}
