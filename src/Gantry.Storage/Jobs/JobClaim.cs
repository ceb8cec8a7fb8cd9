namespace Gantry.Storage.Jobs;

/// <summary>A copy of a job that is to be started on a printer, which nobody else may do then.</summary>
public sealed record JobClaim
{
    /// <summary>The printer.</summary>
    public required long PrinterId { get; init; }

    /// <summary>The epoch of its owner, out of the lease: a claim with an old one is refused.</summary>
    public required long Epoch { get; init; }

    /// <summary>The jobs that fit the printer. The first of the queue's order that can be had is taken.</summary>
    public required IReadOnlyList<JobChoice> Jobs { get; init; }
}
