namespace Gantry.Server.Endpoints.Storage;

/// <summary>What the data take.</summary>
/// <param name="DatabaseBytes">The database; null when it is on a server of its own.</param>
/// <param name="FilesBytes">The files of the library and the history on this machine.</param>
/// <param name="FreeBytes">What is left on the disk of the data directory.</param>
internal sealed record StorageBody(long? DatabaseBytes, long FilesBytes, long FreeBytes);
