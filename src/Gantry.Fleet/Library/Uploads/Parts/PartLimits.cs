namespace Gantry.Fleet.Library;

/// <summary>What of unfinished uploads is kept for one person.</summary>
public sealed record PartLimits
{
    /// <summary>How many at a time.</summary>
    public int MostUploads { get; init; } = 16;

    /// <summary>How many bytes they have, whole. 8 GiB: two of the largest files that a store takes by default.</summary>
    public long MostBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>How long one is kept of which nothing more comes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often it is looked for those.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(10);
}
