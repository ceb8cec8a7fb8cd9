using Gantry.GCode.Analysis;
using Gantry.GCode.Pictures;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>The pictures of a file as the library keeps them: looked through, and such as a browser shows.</summary>
internal static class ThumbnailBuilder
{
    /// <summary>More sizes than any slicer writes.</summary>
    private const int MaxCount = 8;

    /// <summary>The pictures, the smallest first. A damaged one is left out.</summary>
    public static IReadOnlyList<ContentThumbnail> Build(IReadOnlyList<Thumbnail> pictures) =>
        [
            .. pictures
                .Select(PictureCheck.Clean)
                .OfType<Thumbnail>()
                .OrderBy(p => p.Width * p.Height)
                .DistinctBy(p => (p.Width, p.Height))
                .TakeLast(MaxCount)
                .Select(
                    (p, i) =>
                        new ContentThumbnail
                        {
                            Position = i,
                            MediaType = p.MediaType,
                            Width = p.Width,
                            Height = p.Height,
                            Data = p.Data.ToArray(),
                        }
                ),
        ];
}
