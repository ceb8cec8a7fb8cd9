namespace Gantry.Storage.Files;

/// <summary>What is known of bytes before they come.</summary>
/// <param name="Bytes">How many; null when nobody said.</param>
/// <param name="Hash">Their hash; null when nobody said.</param>
public sealed record ExpectedContent(long? Bytes = null, ContentHash? Hash = null)
{
    /// <summary>Bytes that come in any case, where nobody knows how many exactly.</summary>
    public long AtLeast { get; init; }

    /// <summary>Nothing.</summary>
    public static ExpectedContent Unknown { get; } = new();
}
