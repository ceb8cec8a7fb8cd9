namespace Gantry.Storage;

/// <summary>The disk is full, or would be left with less free space than the floor that keeps prints and the database alive.</summary>
public sealed class NotEnoughSpaceException(string message, Exception? inner = null) : StorageException(message, inner);
