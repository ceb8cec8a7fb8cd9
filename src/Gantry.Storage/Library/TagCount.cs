namespace Gantry.Storage.Library;

/// <summary>A tag, and how many files have it.</summary>
public sealed record TagCount
{
    /// <summary>The tag.</summary>
    public string Tag { get; init; } = "";

    /// <summary>How many files have it.</summary>
    public int Files { get; init; }
}
