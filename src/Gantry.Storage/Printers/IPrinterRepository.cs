namespace Gantry.Storage.Printers;

/// <summary>The printers.</summary>
public interface IPrinterRepository
{
    /// <summary>One printer, or null.</summary>
    Task<PrinterRecord?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The printer with a UUID, or null.</summary>
    Task<PrinterRecord?> FindAsync(Guid uid, CancellationToken cancellationToken);

    /// <summary>The printer of that name, whatever the case, or null.</summary>
    Task<PrinterRecord?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>All printers by position and name.</summary>
    Task<IReadOnlyList<PrinterRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a printer; its plate is unknown.</summary>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    Task<PrinterRecord> AddAsync(PrinterRecord printer, CancellationToken cancellationToken);

    /// <summary>Changes everything but id, UUID and times to what the record says.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    Task<PrinterRecord> UpdateAsync(PrinterRecord printer, CancellationToken cancellationToken);

    /// <summary>Removes a printer. Its prints stay in the history under its name.</summary>
    /// <exception cref="StillInUseException">It prints.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task RemoveAsync(long id, long version, CancellationToken cancellationToken);

    /// <summary>What changes while it works, or null when there is no such printer.</summary>
    Task<PrinterStatus?> FindStatusAsync(long printerId, CancellationToken cancellationToken);

    /// <summary>The status of all printers.</summary>
    Task<IReadOnlyList<PrinterStatus>> ListStatusAsync(CancellationToken cancellationToken);

    /// <summary>Changes the status to what the record says.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task<PrinterStatus> UpdateStatusAsync(PrinterStatus status, CancellationToken cancellationToken);
}
