namespace Gantry.Server.Web;

/// <summary>A file of the site.</summary>
/// <param name="Path">Where it is on the disk.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="IsImmutable">Whether its name holds a hash of its content, so that it never changes.</param>
/// <param name="EntityTag">Its entity tag, in quotes.</param>
/// <param name="Length">Its length in bytes.</param>
internal sealed record WebFile(string Path, string ContentType, bool IsImmutable, string EntityTag, long Length)
{
    /// <summary>The same content, compressed, by the coding's name; those that a browser likes best come first.</summary>
    public IReadOnlyList<(string Coding, WebFile File)> Compressed { get; init; } = [];
}
