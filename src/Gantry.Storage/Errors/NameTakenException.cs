namespace Gantry.Storage;

/// <summary>A name that must be unique is in use: choose another one.</summary>
public sealed class NameTakenException : StorageException
{
    /// <summary>Creates the exception with the sentence for the user.</summary>
    public NameTakenException(string message)
        : base(message) { }

    internal NameTakenException(string message, Exception inner)
        : base(message, inner) { }
}
