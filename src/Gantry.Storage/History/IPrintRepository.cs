namespace Gantry.Storage.History;

/// <summary>The prints that run and those that ended.</summary>
public interface IPrintRepository
{
    /// <summary>One print, or null.</summary>
    Task<PrintRecord?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The print with a UUID, or null.</summary>
    Task<PrintRecord?> FindAsync(Guid uid, CancellationToken cancellationToken);

    /// <summary>What a printer prints, or null.</summary>
    Task<PrintRecord?> FindActiveAsync(long printerId, CancellationToken cancellationToken);

    /// <summary>All prints that have not ended.</summary>
    Task<IReadOnlyList<PrintRecord>> ListActiveAsync(CancellationToken cancellationToken);

    /// <summary>The prints that fit, those begun last first.</summary>
    Task<Page<PrintRecord>> SearchAsync(PrintQuery query, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Adds up the prints that fit and have ended, by groups in their order.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="by">The groups.</param>
    /// <param name="timeZone">The offset of the local time from UTC, by which months begin.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<PrintStatistics>> AddUpAsync(
        PrintQuery query,
        PrintGrouping by,
        TimeSpan timeZone,
        CancellationToken cancellationToken
    );

    /// <summary>Begins a print that is no copy of a job. Its printer's owner must have the record's epoch.</summary>
    /// <exception cref="StillInUseException">The printer prints already.</exception>
    /// <exception cref="VersionConflictException">Another node owns the printer by now.</exception>
    Task<PrintRecord> AddAsync(PrintRecord print, CancellationToken cancellationToken);

    /// <summary>Changes everything but ids, names, bytes and start to what the record says; also node and epoch, when another node goes on with it.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task<PrintRecord> UpdateAsync(PrintRecord print, CancellationToken cancellationToken);

    /// <summary>Removes a print that has ended, with its temperatures and its log.</summary>
    /// <returns>False when there is none that has ended.</returns>
    Task<bool> RemoveAsync(long id, CancellationToken cancellationToken);

    /// <summary>Keeps the temperatures of a print instead of those before, in whatever form the print engine packs them.</summary>
    Task SetTemperaturesAsync(long id, byte[] temperatures, CancellationToken cancellationToken);

    /// <summary>The temperatures of a print; null when none were kept.</summary>
    Task<byte[]?> GetTemperaturesAsync(long id, CancellationToken cancellationToken);

    /// <summary>Keeps the log of a print instead of the one before, in whatever form the fleet packs it.</summary>
    Task SetLogAsync(long id, byte[] log, CancellationToken cancellationToken);

    /// <summary>The log of a print; null when none was kept.</summary>
    Task<byte[]?> GetLogAsync(long id, CancellationToken cancellationToken);

    /// <summary>Lets go of the bytes and photos of prints that ended before a time; the prints stay.</summary>
    /// <returns>How many prints.</returns>
    Task<int> ReleaseContentsAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken);

    /// <summary>Removes prints that ended within a time, with their temperatures and logs.</summary>
    /// <returns>How many.</returns>
    Task<int> PurgeAsync(DateTimeOffset endedAfter, DateTimeOffset endedBefore, CancellationToken cancellationToken);
}
