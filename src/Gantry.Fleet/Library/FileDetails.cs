using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>A file with what is around it.</summary>
/// <param name="File">The file.</param>
/// <param name="Duplicates">Other files of the same bytes.</param>
/// <param name="Path">The folders that it is in, the root first.</param>
public sealed record FileDetails(LibraryFile File, IReadOnlyList<LibraryFile> Duplicates, IReadOnlyList<Folder> Path);
