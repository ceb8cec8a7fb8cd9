namespace Gantry.Printing.Journal;

/// <summary>What a journal says when it is read again.</summary>
/// <param name="Header">Which job it is.</param>
/// <param name="Lines">The lines that are not of the file, by rising number.</param>
/// <param name="Marks">What happened, in order.</param>
/// <param name="Progress">How far the job was at least and at most.</param>
/// <param name="SlotCounter">The counter of the newest progress slot.</param>
/// <param name="Length">The bytes that are whole; what follows was torn.</param>
internal sealed record JournalContents(
    JournalHeader Header,
    IReadOnlyList<JournalLine> Lines,
    IReadOnlyList<JournalMark> Marks,
    JournalProgress Progress,
    long SlotCounter,
    long Length
)
{
    /// <summary>The last thing that happened and changed something, or null.</summary>
    public JournalMark? LastMark => Marks.LastOrDefault(m => m.Kind != JournalMarkKind.Noted);

    /// <summary>Whether the job can go on.</summary>
    public bool IsOpen => LastMark?.Kind is not JournalMarkKind.Ended;
}
