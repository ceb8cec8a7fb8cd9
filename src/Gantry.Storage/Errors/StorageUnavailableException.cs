namespace Gantry.Storage;

/// <summary>The database cannot be reached, or the connection broke. A change that was on its way may have been saved or not.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null)
    : StorageException(message, inner);
