namespace Gantry.Storage.Cluster;

/// <summary>
/// Tells all parts of all nodes what changed: within the process on SQLite, by LISTEN and NOTIFY on PostgreSQL. A change that
/// belongs to a unit of work is given to <see cref="IStoreSession.Publish"/>, and told when it is saved.
/// </summary>
public interface IChangeFeed
{
    /// <summary>Listens from now on. A listener that does not keep up misses changes, and is told so.</summary>
    /// <param name="capacity">Changes that wait for it at most.</param>
    IChangeSubscription Subscribe(int capacity = 1024);

    /// <summary>Tells something that stands in no database, as where a print is.</summary>
    /// <exception cref="ArgumentException">The text is too long.</exception>
    /// <exception cref="StorageException">It could not be told.</exception>
    Task PublishAsync(Change change, CancellationToken cancellationToken);
}
