using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Gantry.Storage.Cluster;

/// <inheritdoc cref="IChangeSubscription"/>
internal sealed class ChangeSubscription : IChangeSubscription
{
    private readonly Channel<Change> _waiting;
    private readonly Action<ChangeSubscription> _remove;
    private int _missed;

    public ChangeSubscription(int capacity, Action<ChangeSubscription> remove)
    {
        var options = new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest };
        _waiting = Channel.CreateBounded<Change>(options, _ => Interlocked.Exchange(ref _missed, 1));
        _remove = remove;
    }

    /// <summary>Tells of a change, at once; the oldest that still waits goes when there are too many.</summary>
    public void Tell(Change change) => _waiting.Writer.TryWrite(change);

    public async IAsyncEnumerable<Change> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Change change in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            if (Interlocked.Exchange(ref _missed, 0) == 1)
                yield return Change.Missed;
            yield return change;
        }
    }

    public void Dispose()
    {
        _remove(this);
        _waiting.Writer.TryComplete();
    }
}
