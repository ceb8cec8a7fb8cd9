namespace Gantry.Storage;

/// <summary>A backup cannot be made, or a file is no backup that may be restored. The message says why.</summary>
public sealed class BackupException(string message, Exception? inner = null) : StorageException(message, inner);
