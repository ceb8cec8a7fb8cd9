namespace Gantry.Printing.Journal;

/// <summary>What a record of a journal says.</summary>
internal enum JournalRecordKind : byte
{
    /// <summary>Which job it is, of which file, on which printer; always the first record. JSON.</summary>
    Header = 1,

    /// <summary>A line that is not of the file: its number, 8 bytes little-endian, and its command.</summary>
    Line = 2,

    /// <summary>Something that happened to the job: paused, resumed, ended. JSON.</summary>
    Mark = 3,
}
