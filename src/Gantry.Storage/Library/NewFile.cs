using Gantry.Storage.Files;

namespace Gantry.Storage.Library;

/// <summary>A file that is to be in the library.</summary>
public sealed record NewFile
{
    /// <summary>The folder.</summary>
    public long FolderId { get; init; } = Folder.RootId;

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes, which the store keeps already.</summary>
    public required ContentHash ContentHash { get; init; }

    /// <summary>How many.</summary>
    public required long Size { get; init; }

    /// <summary>What the analysis says.</summary>
    public required FileFacts Facts { get; init; }

    /// <summary>What people say about it.</summary>
    public string Note { get; init; } = "";

    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who brings it.</summary>
    public long? UploaderId { get; init; }

    /// <summary>Who brings it, by name.</summary>
    public required string UploaderName { get; init; }

    /// <summary>Through which door.</summary>
    public string Source { get; init; } = "";
}
