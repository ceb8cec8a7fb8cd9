namespace Gantry.Storage.Backup;

/// <summary>One entry of an archive.</summary>
/// <param name="Name">Its name, which is never used as a path.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Open">Reads it.</param>
internal sealed record TarPart(string Name, long Size, Func<Stream> Open);
