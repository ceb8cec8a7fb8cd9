namespace Gantry.Printing.Journal;

/// <summary>Is told, on the journal's thread, that something is on the disk or cannot be written.</summary>
internal interface IJournalListener
{
    /// <summary>Everything up to this ticket is synced.</summary>
    void OnSynced(long ticket);

    /// <summary>The disk refused.</summary>
    void OnFailed(JournalException error);
}
