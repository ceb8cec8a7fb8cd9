namespace Gantry.Printing.Journal;

/// <summary>A journal cannot be read or written; the message says what that means for the job.</summary>
public sealed class JournalException : IOException
{
    /// <summary>Makes the error with a sentence for the user.</summary>
    public JournalException(string message, Exception? inner = null)
        : base(message, inner) { }

    /// <summary>Whether somebody else has it open, which may be over in a moment.</summary>
    public bool IsHeld => InnerException is { } cause && JournalHold.IsCauseOf(cause);
}
