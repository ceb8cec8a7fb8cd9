namespace Gantry.Printing.Terminal;

/// <summary>Reads a terminal's log at its own pace. Not for two threads at once; each has its own.</summary>
public sealed class TerminalReader
{
    private readonly TerminalLog _log;
    private readonly byte[] _text = new byte[TerminalLog.MostBytes];
    private long _at;
    private long _last;

    /// <summary>Starts behind a line.</summary>
    /// <param name="log">The log.</param>
    /// <param name="after">
    /// The number of the last line that is known; the next ones are given. 0 for all that there is,
    /// <see cref="TerminalLog.LastSequence"/> for only what comes from now on.
    /// </param>
    /// <param name="filter">What is left out; null for nothing.</param>
    public TerminalReader(TerminalLog log, long after = 0, TerminalFilter? filter = null)
    {
        _log = log;
        // A number that the log never gave, of another run: from its beginning, then.
        _last = after > log.LastSequence ? 0 : Math.Max(0, after);
        Filter = filter ?? TerminalFilter.None;
    }

    /// <summary>What is left out from now on.</summary>
    public TerminalFilter Filter { get; set; }

    /// <summary>Lines that were overwritten before they could be read, filtered ones included.</summary>
    public long Lost { get; private set; }

    /// <summary>Gives the next line.</summary>
    /// <param name="entry">The line, valid until the next call.</param>
    /// <returns>False when there is none yet.</returns>
    public bool TryRead(out TerminalEntry entry)
    {
        while (_log.TryCopy(ref _at, _text, out TerminalHeader header))
        {
            if (header.Sequence <= _last)
                continue;
            Lost += header.Sequence - _last - 1;
            _last = header.Sequence;
            entry = new TerminalEntry(header, _text.AsSpan(0, header.Length));
            if (Filter.Shows(entry))
                return true;
        }
        entry = default;
        return false;
    }
}
