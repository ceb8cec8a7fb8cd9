namespace Gantry.Storage;

/// <summary>What arrived is not what was announced: fewer or more bytes, or another hash. Send it again.</summary>
public sealed class ContentMismatchException(string message) : StorageException(message);
