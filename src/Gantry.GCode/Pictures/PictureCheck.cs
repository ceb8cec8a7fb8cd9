using Gantry.GCode.Analysis;

namespace Gantry.GCode.Pictures;

/// <summary>
/// Lets through only pictures that are what they say: read from their first byte to their last, written anew without texts,
/// profiles and whatever hangs on behind their end. What a browser is given was never just copied from a stranger's file.
/// </summary>
public static class PictureCheck
{
    /// <summary>The most pixels of a picture; slicers write at most about 800 × 800.</summary>
    internal const int MaxPixels = 2048 * 2048;

    /// <summary>A picture that a browser shows: PNG or JPEG. A QOI, which browsers do not know, becomes a PNG.</summary>
    /// <returns>Null when it is damaged, or too large.</returns>
    public static Thumbnail? Clean(Thumbnail picture)
    {
        if (picture.Width <= 0 || picture.Height <= 0 || (long)picture.Width * picture.Height > MaxPixels)
            return null;
        byte[]? data = picture.Format switch
        {
            ThumbnailFormat.Png => PngFile.Clean(picture.Data.Span),
            ThumbnailFormat.Jpeg => JpegFile.Clean(picture.Data.Span),
            _ => Convert(picture.Data.Span),
        };
        ThumbnailFormat format = picture.Format == ThumbnailFormat.Jpeg ? ThumbnailFormat.Jpeg : ThumbnailFormat.Png;
        return data is null ? null : picture with { Format = format, Data = data };
    }

    private static byte[]? Convert(ReadOnlySpan<byte> qoi) =>
        QoiFile.Decode(qoi) is { } picture ? PngFile.Encode(picture.Width, picture.Height, picture.Rgba) : null;
}
