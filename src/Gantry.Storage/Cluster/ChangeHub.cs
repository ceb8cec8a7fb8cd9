namespace Gantry.Storage.Cluster;

/// <summary>The listeners of this process.</summary>
internal sealed class ChangeHub
{
    private readonly Lock _gate = new();
    private ChangeSubscription[] _listeners = [];

    /// <summary>Adds a listener.</summary>
    public ChangeSubscription Subscribe(int capacity)
    {
        var listener = new ChangeSubscription(capacity, Remove);
        lock (_gate)
            _listeners = [.. _listeners, listener];
        return listener;
    }

    /// <summary>Tells all of them.</summary>
    public void Tell(Change change)
    {
        foreach (ChangeSubscription listener in Volatile.Read(ref _listeners))
            listener.Tell(change);
    }

    private void Remove(ChangeSubscription listener)
    {
        lock (_gate)
            _listeners = [.. _listeners.Where(l => l != listener)];
    }
}
