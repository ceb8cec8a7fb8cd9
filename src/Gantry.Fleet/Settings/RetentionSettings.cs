namespace Gantry.Fleet.Settings;

/// <summary>How long the history is kept.</summary>
public sealed record RetentionSettings
{
    /// <summary>Days after which a print leaves the history; null: never.</summary>
    public int? Days { get; init; }

    /// <summary>Bytes that files and photos may take which are kept only for the history; null: no limit. The oldest go first.</summary>
    public long? MaxBytes { get; init; }
}
