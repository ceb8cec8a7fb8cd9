namespace Gantry.Storage.Library;

/// <summary>A picture of a file.</summary>
public sealed record ContentThumbnail
{
    /// <summary>Which of the file's pictures: 0, 1, 2.</summary>
    public int Position { get; init; }

    /// <summary>The media type, as <c>image/png</c>.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Width in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; }

    /// <summary>The coded picture; empty in lists.</summary>
    public byte[] Data { get; init; } = [];
}
