namespace Gantry.Storage;

/// <summary>The key file is missing or damaged, or a secret was sealed with another key.</summary>
public sealed class SecretKeyException(string message, Exception? inner = null) : StorageException(message, inner);
