using Gantry.Storage.Files;

namespace Gantry.Storage.Library;

/// <summary>A file of the library: a name in a folder, and the bytes that it stands for.</summary>
public sealed record LibraryFile
{
    /// <summary>The id, which a later file never gets again.</summary>
    public long Id { get; init; }

    /// <summary>The folder that it is in.</summary>
    public long FolderId { get; init; }

    /// <summary>The name, which no other file in there has, whatever its case. A label, never a path.</summary>
    public string Name { get; init; } = "";

    /// <summary>The bytes.</summary>
    public ContentHash ContentHash { get; init; }

    /// <summary>How many.</summary>
    public long Size { get; init; }

    /// <summary>What people wrote about it.</summary>
    public string Note { get; init; } = "";

    /// <summary>The tags, sorted.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who brought it; null when the account is gone.</summary>
    public long? UploaderId { get; init; }

    /// <summary>Who brought it, by name.</summary>
    public string UploaderName { get; init; } = "";

    /// <summary>Through which door it came.</summary>
    public string Source { get; init; } = "";

    /// <summary>When it was brought.</summary>
    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>When anything of it was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>What the analysis says.</summary>
    public FileFacts Facts { get; init; } = new();

    /// <summary>The form of the analysis that is kept; 0 when there is none yet.</summary>
    public int AnalysisVersion { get; init; }

    /// <summary>Why no analysis could be made; empty when there is one, or none yet.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Whether there is a picture of it.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>Prints of these bytes that a person called good.</summary>
    public int PrintedGood { get; init; }

    /// <summary>Prints of these bytes that a person called bad.</summary>
    public int PrintedBad { get; init; }

    /// <summary>When these bytes were last printed; null when never.</summary>
    public DateTimeOffset? PrintedAt { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }
}
