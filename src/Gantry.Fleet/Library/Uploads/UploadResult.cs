using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>A file that came into the library.</summary>
/// <param name="File">The file.</param>
/// <param name="Duplicates">Other files of the same bytes, the oldest first.</param>
public sealed record UploadResult(LibraryFile File, IReadOnlyList<LibraryFile> Duplicates);
