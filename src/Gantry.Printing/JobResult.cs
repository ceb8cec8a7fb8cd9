using Gantry.Printing.Journal;

namespace Gantry.Printing;

/// <summary>A job that is over.</summary>
/// <param name="Header">Which job it was.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Text">Why, in words; empty when it completed.</param>
/// <param name="Commands">The file's commands that were done.</param>
/// <param name="Duration">From its start to its end.</param>
/// <param name="Performance">How the link did meanwhile.</param>
public sealed record JobResult(
    JournalHeader Header,
    JobOutcome Outcome,
    string Text,
    long Commands,
    TimeSpan Duration,
    JobPerformance Performance
)
{
    /// <summary>What the job's log says besides: see <see cref="JobSnapshot.Notes"/>.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
