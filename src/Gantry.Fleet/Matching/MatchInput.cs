namespace Gantry.Fleet.Matching;

/// <summary>Everything that the matcher looks at.</summary>
/// <param name="Printers">The printers.</param>
/// <param name="Jobs">The jobs in the queue's order.</param>
/// <param name="Rules">The rules of the queue.</param>
/// <param name="Now">The time, with the offset of the clock on the wall.</param>
public sealed record MatchInput(
    IReadOnlyList<PrinterFacts> Printers,
    IReadOnlyList<MatchJob> Jobs,
    QueueRules Rules,
    DateTimeOffset Now
)
{
    /// <summary>The ids of all printers that there are, when only some are looked at; null when it is all of them.</summary>
    public IReadOnlySet<long>? Existing { get; init; }
}
