using System.Globalization;
using Gantry.Storage.Cluster;

namespace Gantry.Fleet.Library;

/// <summary>What the library tells all nodes when it changes.</summary>
public static class LibraryChange
{
    /// <summary>A file is new or changed; the text is its id.</summary>
    public const string FileTopic = "file";

    /// <summary>A file is gone; the text is its id.</summary>
    public const string RemovedTopic = "file.removed";

    /// <summary>Folders are new, changed or gone.</summary>
    public const string FoldersTopic = "folders";

    internal static Change Of(long fileId) => new(FileTopic, fileId.ToString(CultureInfo.InvariantCulture));

    internal static Change Removed(long fileId) => new(RemovedTopic, fileId.ToString(CultureInfo.InvariantCulture));

    internal static Change Folders { get; } = new(FoldersTopic, "");
}
