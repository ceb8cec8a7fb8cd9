using Gantry.Storage.Files;
using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>A file that somebody brings.</summary>
public sealed record NewUpload
{
    /// <summary>The name as it was sent; what is kept of it is <see cref="FileLabel.Clean"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The folder.</summary>
    public long FolderId { get; init; } = Folder.RootId;

    /// <summary>What is known of the bytes before they come.</summary>
    public ExpectedContent Expected { get; init; } = ExpectedContent.Unknown;

    /// <summary>What people say about it.</summary>
    public string Note { get; init; } = "";

    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What happens when a file of this name is in the folder.</summary>
    public TakenName TakenName { get; init; } = TakenName.Number;
}
