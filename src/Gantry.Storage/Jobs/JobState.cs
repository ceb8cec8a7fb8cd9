namespace Gantry.Storage.Jobs;

/// <summary>Where a job is in its life.</summary>
public enum JobState
{
    /// <summary>An operator must approve it first.</summary>
    AwaitingApproval,

    /// <summary>Copies of it wait for a printer.</summary>
    Queued,

    /// <summary>All copies have been started, and not all have ended.</summary>
    Active,

    /// <summary>All copies are made.</summary>
    Done,

    /// <summary>Somebody took it back.</summary>
    Cancelled,

    /// <summary>It was not approved.</summary>
    Refused,
}
