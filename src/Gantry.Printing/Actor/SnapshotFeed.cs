using System.Runtime.CompilerServices;

namespace Gantry.Printing.Actor;

/// <summary>The latest snapshot, and whoever waits for the next one. A reader that is slow costs the writer nothing.</summary>
internal sealed class SnapshotFeed(PrinterSnapshot first)
{
    private volatile Entry _current = new(first);

    public PrinterSnapshot Current => _current.Snapshot;

    public void Publish(PrinterSnapshot snapshot)
    {
        Entry before = _current;
        _current = new Entry(snapshot);
        before.Replaced.TrySetResult();
    }

    public async IAsyncEnumerable<PrinterSnapshot> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        while (true)
        {
            Entry entry = _current;
            yield return entry.Snapshot;
            await entry.Replaced.Task.WaitAsync(cancellationToken);
        }
    }

    private sealed class Entry(PrinterSnapshot snapshot)
    {
        public PrinterSnapshot Snapshot { get; } = snapshot;

        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
