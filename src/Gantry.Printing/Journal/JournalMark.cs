namespace Gantry.Printing.Journal;

/// <summary>Something that happened to a job and must be known after a restart.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The line number from which it holds.</param>
/// <param name="Text">Why, or how, in words.</param>
public sealed record JournalMark(JournalMarkKind Kind, long Number, string Text = "")
{
    /// <summary>The text of a <see cref="JournalMarkKind.Paused"/> whose pause script was left out.</summary>
    internal const string AsItStands = "as it stands";
}
