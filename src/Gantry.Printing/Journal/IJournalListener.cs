namespace Gantry.Printing.Journal;

/// <summary>Is told, on the journal's thread, that something is on the disk or cannot be written.</summary>
internal interface IJournalListener
{
    /// <summary>Everything up to this ticket is synced.</summary>
    void OnSynced(long ticket);

    /// <summary>The disk refused. It is tried again, and told each time, until it is <see cref="OnSynced">synced</see>.</summary>
    void OnFailed(JournalException error);
}
