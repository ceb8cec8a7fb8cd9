namespace Gantry.Printing.Jobs;

/// <summary>Waiting for a journal that somebody still has open; the folder must be that of one printer.</summary>
/// <param name="Limit">How long at the most.</param>
/// <param name="Waits">Called as long as it lasts.</param>
public sealed record JournalWait(TimeSpan Limit, Action Waits);
