namespace Gantry.Storage.Cluster;

/// <summary>
/// Which node drives a printer: never two. Each change of owner raises the printer's epoch, which the owner's writes carry, so
/// that one who was declared dead and comes back changes nothing.
/// </summary>
public interface IPrinterOwnership
{
    /// <summary>Takes a printer that nobody has.</summary>
    /// <returns>The lease; null when another node has it.</returns>
    /// <exception cref="StorageException">The database cannot be asked.</exception>
    Task<IPrinterLease?> TryTakeAsync(long printerId, CancellationToken cancellationToken);

    /// <summary>Who has a printer, or had it last; null when nobody ever had.</summary>
    Task<PrinterOwner?> FindAsync(long printerId, CancellationToken cancellationToken);
}
