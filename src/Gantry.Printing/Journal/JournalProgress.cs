namespace Gantry.Printing.Journal;

/// <summary>How far a job is, as far as the journal knows.</summary>
/// <param name="Acknowledged">A line that is certainly acknowledged; the firmware's last line is not below.</param>
/// <param name="SendLimit">No line above was ever sent; the firmware's last line is not above.</param>
internal readonly record struct JournalProgress(long Acknowledged, long SendLimit);
