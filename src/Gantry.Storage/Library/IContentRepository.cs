using Gantry.Storage.Files;

namespace Gantry.Storage.Library;

/// <summary>What is known of bytes, apart from the files that consist of them. The bytes are in the <see cref="IFileStore"/>.</summary>
public interface IContentRepository
{
    /// <summary>What is known, or null.</summary>
    Task<Content?> FindAsync(ContentHash hash, CancellationToken cancellationToken);

    /// <summary>The analysis as JSON, or null.</summary>
    Task<string?> GetAnalysisAsync(ContentHash hash, CancellationToken cancellationToken);

    /// <summary>Keeps an analysis and its pictures instead of those before.</summary>
    /// <exception cref="ContentMissingException">The bytes are not there.</exception>
    Task SetAnalysisAsync(
        ContentHash hash,
        int analysisVersion,
        string analysis,
        IReadOnlyList<ContentThumbnail> thumbnails,
        CancellationToken cancellationToken
    );

    /// <summary>Notes that no analysis can be made of bytes, and why.</summary>
    /// <exception cref="ContentMissingException">The bytes are not there.</exception>
    Task SetProblemAsync(ContentHash hash, int analysisVersion, string problem, CancellationToken cancellationToken);

    /// <summary>The bytes of files that were analysed by an earlier version or not at all.</summary>
    Task<IReadOnlyList<ContentHash>> ListUnanalysedAsync(
        int analysisVersion,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>Notes that the G-code out of a packed file is there as a content of its own.</summary>
    /// <exception cref="ContentMissingException">The bytes of one of them are not there.</exception>
    Task SetPlainAsync(ContentHash hash, ContentHash plain, CancellationToken cancellationToken);

    /// <summary>The pictures, without their data.</summary>
    Task<IReadOnlyList<ContentThumbnail>> ListThumbnailsAsync(ContentHash hash, CancellationToken cancellationToken);

    /// <summary>One picture, or null.</summary>
    Task<ContentThumbnail?> FindThumbnailAsync(ContentHash hash, int position, CancellationToken cancellationToken);

    /// <summary>Lets no bytes be removed until a time, or until <see cref="ReleaseAsync"/>; may be repeated to prolong it.</summary>
    Task HoldAsync(string id, string reason, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Ends a hold.</summary>
    Task ReleaseAsync(string id, CancellationToken cancellationToken);
}
