namespace Gantry.Printing.Jobs;

/// <summary>A line of a stream that is not of its file.</summary>
/// <param name="Number">Its line number.</param>
/// <param name="Command">The command.</param>
/// <param name="Ticket">What the journal must have synced before the line may be sent; 0 when nothing.</param>
internal readonly record struct Intervention(long Number, ReadOnlyMemory<byte> Command, long Ticket);
