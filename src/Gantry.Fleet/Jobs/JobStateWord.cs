namespace Gantry.Fleet.Jobs;

/// <summary>Where a job is in its life, by the words of the API.</summary>
public enum JobStateWord
{
    /// <summary>An operator must approve it first.</summary>
    AwaitingApproval,

    /// <summary>Copies of it wait for a printer.</summary>
    Queued,

    /// <summary>All copies have been started, and not all are off their plates.</summary>
    Started,

    /// <summary>All copies are made.</summary>
    Done,

    /// <summary>Somebody took it back.</summary>
    Cancelled,

    /// <summary>It was not approved.</summary>
    Refused,
}
