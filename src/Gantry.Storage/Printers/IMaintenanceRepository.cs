namespace Gantry.Storage.Printers;

/// <summary>The maintenance of printers: what is due, and what was done.</summary>
public interface IMaintenanceRepository
{
    /// <summary>The tasks of one printer, or of all.</summary>
    Task<IReadOnlyList<MaintenanceTask>> ListTasksAsync(long? printerId, CancellationToken cancellationToken);

    /// <summary>Adds a task, to be counted from what its record says was last done.</summary>
    Task<MaintenanceTask> AddTaskAsync(MaintenanceTask task, CancellationToken cancellationToken);

    /// <summary>Changes a task to what the record says.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task<MaintenanceTask> UpdateTaskAsync(MaintenanceTask task, CancellationToken cancellationToken);

    /// <summary>Removes a task; what was done stays in the log.</summary>
    /// <exception cref="VersionConflictException">Somebody changed it since it was read.</exception>
    Task RemoveTaskAsync(long id, long version, CancellationToken cancellationToken);

    /// <summary>The log of a printer, the latest first.</summary>
    Task<Page<MaintenanceEntry>> ListLogAsync(long printerId, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One entry of a printer's log, or null.</summary>
    Task<MaintenanceEntry?> FindLogAsync(long printerId, long id, CancellationToken cancellationToken);

    /// <summary>Writes into the log. A task that is named is done as of then.</summary>
    Task<MaintenanceEntry> AddLogAsync(MaintenanceEntry entry, CancellationToken cancellationToken);
}
