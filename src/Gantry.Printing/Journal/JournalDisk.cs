namespace Gantry.Printing.Journal;

/// <summary>
/// Writes the journals of all printers on one thread of its own: a sync can take tens of milliseconds on an SD card, and no
/// printer's loop may wait for it. Writes that queued up meanwhile share one sync.
/// </summary>
public sealed class JournalDisk : IDisposable
{
    /// <summary>A full disk is asked again so soon.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread? _thread;
    private HashSet<PrintJournal> _dirty = [];
    private HashSet<PrintJournal> _writing = [];
    private readonly List<PrintJournal> _later = [];
    private volatile bool _stopping;

    /// <summary>Starts the thread.</summary>
    public JournalDisk()
        : this(atOnce: false) { }

    /// <summary>Makes a disk that writes at once, on the caller's thread: for tests in virtual time.</summary>
    internal JournalDisk(bool atOnce)
    {
        if (atOnce)
            return;
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    /// <summary>Called before each write: what it throws is what a disk says that is full or broken. For tests.</summary>
    internal Action? Fault { get; set; }

    /// <summary>Writes what waits, and ends the thread.</summary>
    public void Dispose()
    {
        if (_stopping)
            return;
        _stopping = true;
        _wake.Release();
        _thread?.Join();
        _wake.Dispose();
    }

    internal void Schedule(PrintJournal journal)
    {
        if (_thread is null)
        {
            journal.WriteOut();
            return;
        }
        lock (_gate)
        {
            if (!_dirty.Add(journal) || _dirty.Count > 1)
                return;
        }
        _wake.Release();
    }

    /// <summary>From the journal's thread: what it could not write is tried again after a pause, or with what comes before that.</summary>
    internal void TryLater(PrintJournal journal)
    {
        if (_thread is not null)
            _later.Add(journal);
    }

    private void Run()
    {
        while (true)
        {
            _wake.Wait(_later.Count == 0 ? Timeout.InfiniteTimeSpan : Pause);
            lock (_gate)
                (_dirty, _writing) = (_writing, _dirty);
            _writing.UnionWith(_later);
            _later.Clear();
            foreach (PrintJournal journal in _writing)
                journal.WriteOut();
            _writing.Clear();
            if (_stopping && IsDone())
                return;
        }
    }

    private bool IsDone()
    {
        lock (_gate)
            return _dirty.Count == 0;
    }
}
