namespace Gantry.Storage.Files;

/// <summary>What is known of bytes before they come.</summary>
/// <param name="Bytes">How many; null when nobody said.</param>
/// <param name="Hash">Their hash; null when nobody said.</param>
public sealed record ExpectedContent(long? Bytes = null, ContentHash? Hash = null)
{
    /// <summary>Nothing.</summary>
    public static ExpectedContent Unknown { get; } = new();
}
