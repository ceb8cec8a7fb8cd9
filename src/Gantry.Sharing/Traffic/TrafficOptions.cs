namespace Gantry.Sharing.Traffic;

/// <summary>Where and how long traffic is kept.</summary>
/// <param name="Folder">The folder of the files; it is made when it is missing.</param>
public sealed record TrafficOptions(string Folder)
{
    /// <summary>Files of earlier days than this many are deleted.</summary>
    public int KeptDays { get; init; } = 30;

    /// <summary>The most bytes of all files in the folder; the oldest are deleted first, never the one being written.</summary>
    public long MostBytes { get; init; } = 1024L * 1024 * 1024;
}
