using Gantry.GCode.Containers;

namespace Gantry.GCode.Analysis;

/// <summary>Understands a G-code file in one pass over its bytes, in constant memory.</summary>
public static class GCodeAnalyzer
{
    /// <summary>Analyses a file of any kind that <see cref="GCodeFile"/> opens.</summary>
    /// <exception cref="GCodeException">No G-code can come out of it.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<GCodeAnalysis> AnalyzeAsync(
        string path,
        AnalysisOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using GCodeFile file = await GCodeFile.OpenAsync(path, null, cancellationToken);
        return await AnalyzeAsync(file, options, cancellationToken);
    }

    /// <summary>Analyses an open file.</summary>
    /// <exception cref="GCodeException">It is damaged inside, or no G-code.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<GCodeAnalysis> AnalyzeAsync(
        GCodeFile file,
        AnalysisOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var run = new AnalysisRun(options ?? new AnalysisOptions());
        foreach ((string key, string value) in file.Metadata)
            run.AddSetting(key, value);
        foreach (byte[] picture in file.Pictures)
            run.AddThumbnail(picture);
        using ByteSource source = file.CreateSource();
        await run.ReadAsync(source, cancellationToken);
        return run.Finish(file.Kind);
    }

    /// <summary>Analyses what a stream of plain G-code holds from its present position on.</summary>
    /// <exception cref="GCodeLineTooLongException">The bytes are no G-code.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<GCodeAnalysis> AnalyzeAsync(
        Stream stream,
        AnalysisOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var source = new StreamByteSource(stream, leaveOpen: true);
        var run = new AnalysisRun(options ?? new AnalysisOptions());
        await run.ReadAsync(source, cancellationToken);
        return run.Finish(ContentKind.Text);
    }
}
