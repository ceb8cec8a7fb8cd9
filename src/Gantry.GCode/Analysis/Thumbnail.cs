using System.Text.Json.Serialization;

namespace Gantry.GCode.Analysis;

/// <summary>A picture of the print that a file carries. Format and size are those of the picture itself.</summary>
/// <param name="Format">How it is coded.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Data">The coded picture.</param>
public sealed record Thumbnail(
    ThumbnailFormat Format,
    int Width,
    int Height,
    [property: JsonIgnore] ReadOnlyMemory<byte> Data
)
{
    /// <summary>Bytes of the coded picture.</summary>
    public int Bytes => Data.Length;

    /// <summary>The media type for a web server.</summary>
    public string MediaType =>
        Format switch
        {
            ThumbnailFormat.Png => "image/png",
            ThumbnailFormat.Jpeg => "image/jpeg",
            _ => "image/qoi",
        };
}
