namespace Gantry.Storage.Jobs;

/// <summary>Which jobs are looked for. Everything that is not null must fit.</summary>
public sealed record JobQuery
{
    /// <summary>Whose.</summary>
    public long? OwnerId { get; init; }

    /// <summary>The one printer that they want.</summary>
    public long? PrinterId { get; init; }

    /// <summary>
    /// About one of these printers: the job names it or ran on it, or it names none and a copy may still start anywhere. Null: any.
    /// </summary>
    public IReadOnlyList<long>? AboutPrinters { get; init; }

    /// <summary>In one of these states; empty: in any.</summary>
    public IReadOnlyList<JobState> States { get; init; } = [];
}
