namespace Gantry.Storage.Cluster;

/// <summary>A listener to changes, until it is disposed.</summary>
public interface IChangeSubscription : IDisposable
{
    /// <summary>The changes as they come, and <see cref="Change.Missed"/> in the place of those that were missed.</summary>
    IAsyncEnumerable<Change> ReadAllAsync(CancellationToken cancellationToken);
}
