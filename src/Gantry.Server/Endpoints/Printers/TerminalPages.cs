using Gantry.Fleet.Printers;
using Gantry.Printing.Terminal;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>Reads a terminal page by page, at the pace of whoever looks.</summary>
internal sealed class TerminalPages
{
    private readonly PrinterTerminal _terminal;
    private readonly TerminalReader _reader;
    private long _lost;
    private long _next;

    /// <summary>Starts behind a line.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="after">The number of the last line that is known; 0 for all.</param>
    /// <param name="search">Text that lines must have; null for all.</param>
    public TerminalPages(PrinterTerminal terminal, long after, string? search = null)
    {
        _terminal = terminal;
        _next = Math.Min(after, terminal.Log.LastSequence);
        var filter = new TerminalFilter { Search = search ?? "" };
        _reader = new TerminalReader(terminal.Log, after, filter);
    }

    /// <summary>Whose lines these are.</summary>
    public TerminalLog Log => _terminal.Log;

    /// <summary>The next lines, as many as there are, and no more than the limit.</summary>
    public TerminalBody Read(int limit)
    {
        var lines = new List<TerminalLineBody>();
        while (lines.Count < limit && _reader.TryRead(out TerminalEntry entry))
        {
            _next = entry.Sequence;
            DateTimeOffset at = _terminal.StartedAt + entry.At;
            lines.Add(new TerminalLineBody(entry.Sequence, at, WordOf(entry.Direction), entry.ToText(), null));
        }
        long lost = _reader.Lost - _lost;
        _lost = _reader.Lost;
        return new TerminalBody(lines, _next, lost);
    }

    private static string WordOf(TerminalDirection direction) =>
        direction switch
        {
            TerminalDirection.Sent => "sent",
            TerminalDirection.Received => "received",
            _ => "note",
        };
}
