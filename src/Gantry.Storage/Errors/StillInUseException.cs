namespace Gantry.Storage;

/// <summary>Something cannot be removed because something else needs it, or something is named that is not there.</summary>
public sealed class StillInUseException : StorageException
{
    /// <summary>Creates the exception with the sentence for the user.</summary>
    public StillInUseException(string message)
        : base(message) { }

    internal StillInUseException(string message, Exception inner)
        : base(message, inner) { }
}
