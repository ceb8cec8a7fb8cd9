using Gantry.Storage.Library;

namespace Gantry.Server.Endpoints.Library;

/// <summary>A folder of the library.</summary>
/// <param name="Id">The id.</param>
/// <param name="ParentId">The folder that it is in; 0 is the one that holds all others.</param>
/// <param name="Name">The name.</param>
/// <param name="Files">Files in it, without those in its subfolders.</param>
/// <param name="Version">Counts the changes.</param>
internal sealed record FolderBody(long Id, long? ParentId, string Name, int Files, long Version)
{
    public static FolderBody From(Folder folder, int files) =>
        new(folder.Id, folder.ParentId, folder.Name, files, folder.Version);
}
