namespace Gantry.GCode.Containers;

/// <summary>How much a packed file may become. The defaults are far above what slicers make.</summary>
public sealed record UnpackLimits
{
    /// <summary>The most bytes of G-code.</summary>
    public long MaxBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>
    /// The most bytes for each packed byte, once <see cref="RatioFrom"/> bytes came out. G-code packs 3 to 6 times, and 20
    /// times when it repeats itself; deflate can do 1032 times, and only for a bomb.
    /// </summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Bytes from which on the ratio counts.</summary>
    public long RatioFrom { get; init; } = 1024 * 1024;

    /// <summary>The most entries in an archive. Cura writes about ten.</summary>
    public int MaxEntries { get; init; } = 1000;

    /// <summary>The most bytes of a picture or another part that is kept in memory.</summary>
    public int MaxPartBytes { get; init; } = 4 * 1024 * 1024;
}
