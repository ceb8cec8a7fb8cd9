using Gantry.Storage.Files;

namespace Gantry.Storage.Library;

/// <summary>What is known of the bytes of one or more files.</summary>
public sealed record Content
{
    /// <summary>Which bytes.</summary>
    public ContentHash Hash { get; init; }

    /// <summary>How many.</summary>
    public long Size { get; init; }

    /// <summary>When they were last brought.</summary>
    public DateTimeOffset KeptAt { get; init; }

    /// <summary>The G-code that came out of them, when they are packed and it was taken out once.</summary>
    public ContentHash? PlainHash { get; init; }

    /// <summary>The form of the analysis that is kept; 0 when there is none.</summary>
    public int AnalysisVersion { get; init; }

    /// <summary>Why no analysis could be made; empty when there is one, or none yet.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The large object with the bytes, where PostgreSQL keeps them.</summary>
    internal long? LargeObject { get; init; }
}
