namespace Gantry.Storage;

/// <summary>The database did not get to it in time: nothing was changed, try again later.</summary>
public sealed class StorageBusyException(string message, Exception? inner = null) : StorageException(message, inner);
