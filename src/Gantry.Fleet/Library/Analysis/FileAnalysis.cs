using Gantry.GCode;
using Gantry.GCode.Analysis;
using Gantry.GCode.Containers;
using Gantry.GCode.Pictures;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>What an analysis says of bytes, as the library keeps it.</summary>
/// <param name="Json">All of it (<see cref="AnalysisJson"/>); null when none can be made.</param>
/// <param name="Facts">What lists show.</param>
/// <param name="Thumbnails">The pictures, checked.</param>
/// <param name="Problem">Why none can be made; empty when it was.</param>
internal sealed record FileAnalysis(
    string? Json,
    FileFacts Facts,
    IReadOnlyList<ContentThumbnail> Thumbnails,
    string Problem
)
{
    /// <summary>The form of what is kept. When it is raised, all files are analysed anew, a few at a time.</summary>
    public const int Version = 2;

    /// <summary>A larger file gets no picture of ours: it would be read for longer than the picture is worth.</summary>
    private const long MostDrawnBytes = 256_000_000;

    /// <summary>Analyses a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<FileAnalysis> MakeAsync(
        string path,
        LibraryOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using GCodeFile file = await GCodeFile.OpenAsync(path, options.Unpack, cancellationToken);
            GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(file, options.Analysis, cancellationToken);
            if (analysis.CodedCommands == 0)
                return Failed("This is text, but no G-code: not one G, M or T command is in it.");
            return new FileAnalysis(
                AnalysisJson.Write(analysis),
                FactsBuilder.Build(analysis),
                await PicturesAsync(file, analysis, cancellationToken),
                ""
            );
        }
        catch (GCodeException e)
        {
            return Failed(e.Message);
        }
    }

    /// <summary>The pictures of the slicer; where it made none, one that is drawn from the moves.</summary>
    private static async Task<IReadOnlyList<ContentThumbnail>> PicturesAsync(
        GCodeFile file,
        GCodeAnalysis analysis,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<ContentThumbnail> own = ThumbnailBuilder.Build(analysis.Thumbnails);
        if (own.Count > 0 || analysis.PrintBounds is not { } bounds || analysis.Bytes > MostDrawnBytes)
            return own;
        Thumbnail? drawn = await PartPicture.DrawAsync(file, bounds, cancellationToken);
        return drawn is null ? own : ThumbnailBuilder.Build([drawn]);
    }

    private static FileAnalysis Failed(string problem) => new(null, new FileFacts(), [], problem);
}
