namespace Gantry.Storage.Library;

/// <summary>A folder, and how many files are in it.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">Files in it, without those in its subfolders.</param>
public sealed record FolderCount(Folder Folder, int Files);
