namespace Gantry.Storage.Cluster;

/// <summary>Changes within one process.</summary>
internal sealed class LocalChangeFeed : IChangeFeed
{
    private readonly ChangeHub _hub = new();

    public IChangeSubscription Subscribe(int capacity) => _hub.Subscribe(capacity);

    public Task PublishAsync(Change change, CancellationToken cancellationToken)
    {
        ChangeText.Check(change);
        _hub.Tell(change);
        return Task.CompletedTask;
    }

    /// <summary>Tells what was saved.</summary>
    public void Tell(IReadOnlyList<Change> saved)
    {
        foreach (Change change in saved)
            _hub.Tell(change);
    }
}
