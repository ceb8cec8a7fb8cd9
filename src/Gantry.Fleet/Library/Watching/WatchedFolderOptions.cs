using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>A folder of this machine whose files come into the library.</summary>
public sealed record WatchedFolderOptions
{
    /// <summary>The folder. Only files that lie in it itself are taken, no links and no subfolders.</summary>
    public required string Path { get; init; }

    /// <summary>The folder of the library that they come into.</summary>
    public long FolderId { get; init; } = Folder.RootId;

    /// <summary>What becomes of a file that was taken.</summary>
    public TakenFile Taken { get; init; } = TakenFile.Moved;

    /// <summary>How long a file must stay as it is before it is taken: somebody may still be writing it.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often is looked when the system tells of no change, as on network drives.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);
}
