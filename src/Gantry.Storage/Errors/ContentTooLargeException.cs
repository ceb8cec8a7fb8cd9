namespace Gantry.Storage;

/// <summary>A file is larger than the store takes.</summary>
public sealed class ContentTooLargeException(long limit)
    : StorageException($"The file is larger than {limit} bytes, the most that is taken. Split it, or raise the limit.")
{
    /// <summary>The most bytes that are taken.</summary>
    public long Limit { get; } = limit;
}
