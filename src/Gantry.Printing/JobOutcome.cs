namespace Gantry.Printing;

/// <summary>How a job ended.</summary>
public enum JobOutcome
{
    /// <summary>Its last line was done.</summary>
    Completed,

    /// <summary>Somebody gave it up.</summary>
    Cancelled,

    /// <summary>The printer could not go on.</summary>
    Failed,
}
