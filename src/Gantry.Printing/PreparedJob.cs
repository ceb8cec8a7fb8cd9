using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;

namespace Gantry.Printing;

/// <summary>A job whose file was checked and opened and whose journal was begun, ready to be handed to a printer.</summary>
public sealed class PreparedJob
{
    internal PreparedJob(
        JournalHeader header,
        PrintJournal journal,
        LinePrefetcher file,
        LineStream stream,
        long fileBytes
    )
    {
        Header = header;
        Journal = journal;
        File = file;
        Stream = stream;
        FileBytes = fileBytes;
    }

    /// <summary>Which job it is.</summary>
    public JournalHeader Header { get; }

    /// <summary>Its name, for people.</summary>
    public string Name => Header.Name ?? Header.FileName;

    /// <summary>Who started it; null when nobody said.</summary>
    public string? Owner => Header.Owner;

    /// <summary>The size of its G-code, in bytes.</summary>
    public long FileBytes { get; }

    internal PrintJournal Journal { get; }

    internal LinePrefetcher File { get; }

    internal LineStream Stream { get; }

    /// <summary>What the journal knew when the job was found again; null for a new one.</summary>
    internal JournalContents? Found { get; init; }
}
