using Gantry.Printing.Journal;

namespace Gantry.Printing;

/// <summary>A job at one moment.</summary>
/// <param name="Header">Which job it is.</param>
/// <param name="CommandsDone">The file's commands that are done.</param>
/// <param name="Elapsed">Since its start; pauses included.</param>
/// <param name="Interruption">Why it cannot go on by itself; null when it can.</param>
public sealed record JobSnapshot(JournalHeader Header, long CommandsDone, TimeSpan Elapsed, string? Interruption)
{
    /// <summary>The share of commands that are done, 0 to 1.</summary>
    public double Share => Header.Commands == 0 ? 0 : Math.Min(1, (double)CommandsDone / Header.Commands);
}
