namespace Gantry.Storage.Cluster;

/// <summary>The nodes of the cluster.</summary>
public interface INodeRepository
{
    /// <summary>Says that a node is there; to be repeated.</summary>
    Task AnnounceAsync(NodeRecord node, CancellationToken cancellationToken);

    /// <summary>One node, or null.</summary>
    Task<NodeRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>All nodes by name, with those that have not been seen for long.</summary>
    Task<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes a node that will not come back.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);
}
