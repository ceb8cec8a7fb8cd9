using Gantry.Printing.Terminal;

namespace Gantry.Fleet.Prints.Logs;

/// <summary>
/// Follows what one printer and its host say while a print runs, and keeps what tells how it went: everything out of the ordinary,
/// and the last lines. What was said at the beginning and at the end stays; of very much, the middle goes.
/// </summary>
internal sealed class PrintLogRecorder(TerminalLog terminal, DateTimeOffset zero)
{
    private const int MostFirst = 200;
    private const int MostLater = 600;
    private const int MostLast = 300;

    /// <summary>A printer that says more than this between two looks is not followed word for word.</summary>
    private const int MostAtOnce = 20_000;

    private static readonly TerminalFilter OutOfTheOrdinary = new()
    {
        HideTemperatures = true,
        HideAcknowledgements = true,
        HideBusy = true,
        HideSent = true,
    };

    private readonly List<PrintLogLine> _first = [];
    private readonly Queue<PrintLogLine> _later = new();
    private TerminalReader? _reader;
    private long _lost;

    /// <summary>A print begins, or goes on with what was kept of it.</summary>
    public void Begin(PrintLog? before)
    {
        _first.Clear();
        _later.Clear();
        _lost = before?.Lost ?? 0;
        foreach (PrintLogLine line in before?.Said ?? [])
            Add(line);
        _reader = new TerminalReader(terminal, terminal.LastSequence, OutOfTheOrdinary);
    }

    /// <summary>Takes what was said since.</summary>
    public void Take()
    {
        for (int i = 0; i < MostAtOnce && _reader?.TryRead(out TerminalEntry entry) == true; i++)
            Add(LineOf(entry));
    }

    /// <summary>The log so far.</summary>
    /// <param name="notes">What the job noted.</param>
    public PrintLog Read(IReadOnlyList<string> notes)
    {
        Take();
        var last = new List<PrintLogLine>(MostLast);
        var reader = new TerminalReader(terminal, Math.Max(0, terminal.LastSequence - MostLast));
        while (last.Count < MostLast && reader.TryRead(out TerminalEntry entry))
            last.Add(LineOf(entry));
        return new PrintLog
        {
            Notes = notes,
            Said = [.. _first, .. _later],
            Lost = _lost + (_reader?.Lost ?? 0),
            Last = last,
        };
    }

    private void Add(PrintLogLine line)
    {
        if (_first.Count < MostFirst)
        {
            _first.Add(line);
            return;
        }
        _later.Enqueue(line);
        if (_later.Count <= MostLater)
            return;
        _later.Dequeue();
        _lost++;
    }

    private PrintLogLine LineOf(TerminalEntry entry) =>
        new(
            zero + entry.At,
            entry.Direction switch
            {
                TerminalDirection.Sent => "sent",
                TerminalDirection.Received => "received",
                _ => "note",
            },
            entry.ToText()
        );
}
