namespace Gantry.Storage;

/// <summary>
/// The database or the file store could not do what was asked. The message says what was expected, what came, and what to do.
/// </summary>
public class StorageException : Exception
{
    /// <summary>Creates the exception with the sentence for the user.</summary>
    public StorageException(string message)
        : base(message) { }

    /// <summary>Creates the exception with the sentence for the user and what lay beneath.</summary>
    public StorageException(string message, Exception? inner)
        : base(message, inner) { }
}
