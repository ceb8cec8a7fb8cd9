namespace Gantry.Printing.Jobs;

/// <summary>A job cannot begin, or cannot go on; the message says why and what to do.</summary>
public sealed class JobException : Exception
{
    /// <summary>Makes the error.</summary>
    public JobException(JobError error, string message, Exception? inner = null)
        : base(message, inner)
    {
        Error = error;
    }

    /// <summary>The kind of trouble.</summary>
    public JobError Error { get; }
}
