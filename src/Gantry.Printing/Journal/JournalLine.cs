namespace Gantry.Printing.Journal;

/// <summary>A line of a job's stream that is not of its file.</summary>
/// <param name="Number">Its line number.</param>
/// <param name="Command">The command, without number and checksum.</param>
internal readonly record struct JournalLine(long Number, ReadOnlyMemory<byte> Command);
