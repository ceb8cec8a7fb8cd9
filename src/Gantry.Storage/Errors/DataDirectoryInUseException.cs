namespace Gantry.Storage;

/// <summary>Another process serves the data directory or the database.</summary>
public sealed class DataDirectoryInUseException(string message, Exception? inner = null)
    : StorageException(message, inner);
