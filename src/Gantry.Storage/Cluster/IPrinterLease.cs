namespace Gantry.Storage.Cluster;

/// <summary>A printer that this node drives, until it gives it back or loses it. Once lost, a lease stays lost.</summary>
public interface IPrinterLease : IAsyncDisposable
{
    /// <summary>The printer.</summary>
    long PrinterId { get; }

    /// <summary>The epoch that the owner's writes carry.</summary>
    long Epoch { get; }

    /// <summary>
    /// Whether it is certain that no other node has the printer. To be asked before each thing that is done to it; also false in
    /// the moment in which a frozen process wakes.
    /// </summary>
    bool IsHeld { get; }

    /// <summary>Cancelled when the lease is lost, before another node can have the printer.</summary>
    CancellationToken Lost { get; }
}
