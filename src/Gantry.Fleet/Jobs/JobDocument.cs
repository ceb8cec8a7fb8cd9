namespace Gantry.Fleet.Jobs;

/// <summary>What the database keeps of a job as one JSON document.</summary>
public sealed record JobDocument
{
    /// <summary>What the job's own bytes want of a printer.</summary>
    public JobFacts Facts { get; init; } = new();

    /// <summary>What the bytes of the variants want, by their hash.</summary>
    public IReadOnlyDictionary<string, JobFacts> Variants { get; init; } = new Dictionary<string, JobFacts>();

    /// <summary>Whether somebody wanted it on this printer at once: neither working hours nor a paused queue hold it up.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The facts of some bytes of the job.</summary>
    public JobFacts FactsOf(string hash) => Variants.GetValueOrDefault(hash, Facts);
}
