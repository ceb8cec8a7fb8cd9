using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Storage;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Maintenance;

/// <summary>What is to be done to printers again and again, and what was done.</summary>
public sealed class MaintenanceService
{
    private readonly FleetContext _context;

    internal MaintenanceService(FleetContext context) => _context = context;

    /// <summary>The maintenance of a printer.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such printer.</exception>
    public Task<MaintenanceView> GetAsync(
        Caller caller,
        long printerId,
        PageRequest log,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.FleetRead, printerId);
        return _context.Store.ReadAsync(
            async s =>
            {
                PrinterStatus status = await StatusAsync(s, printerId, cancellationToken);
                IReadOnlyList<MaintenanceTask> tasks = await s.Maintenance.ListTasksAsync(printerId, cancellationToken);
                return new MaintenanceView(
                    [.. tasks.Select(t => MaintenanceTaskView.Of(t, status.PrintedSeconds, s.Now))],
                    await s.Maintenance.ListLogAsync(printerId, log, cancellationToken)
                );
            },
            cancellationToken
        );
    }

    /// <summary>Adds a task, to be counted from now on.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such printer, or something in it is wrong.</exception>
    public Task<MaintenanceTaskView> AddTaskAsync(
        Caller caller,
        long printerId,
        MaintenanceTaskEdit edit,
        CancellationToken cancellationToken
    )
    {
        Demand(caller, printerId, edit);
        return _context.Store.WriteAsync(
            async s =>
            {
                PrinterStatus status = await StatusAsync(s, printerId, cancellationToken);
                MaintenanceTask added = await s.Maintenance.AddTaskAsync(
                    new MaintenanceTask
                    {
                        PrinterId = printerId,
                        Name = edit.Name.Trim(),
                        Note = edit.Note,
                        EveryHours = edit.EveryHours,
                        EveryDays = edit.EveryDays,
                        DoneAt = s.Now,
                        DonePrintedSeconds = status.PrintedSeconds,
                    },
                    cancellationToken
                );
                await s.NoteAsync(caller, added.Id, cancellationToken);
                s.Tell(FleetTopic.Printer, printerId);
                return MaintenanceTaskView.Of(added, status.PrintedSeconds, s.Now);
            },
            cancellationToken
        );
    }

    /// <summary>The task that a call of the caller made, for an answer that got lost.</summary>
    /// <exception cref="FleetException">The caller may not make tasks any more, or it is gone.</exception>
    public Task<MaintenanceTaskView> GetMadeTaskAsync(
        Caller caller,
        long printerId,
        long taskId,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.PrintersManage, printerId);
        return _context.Store.ReadAsync(
            async s =>
            {
                PrinterStatus status = await StatusAsync(s, printerId, cancellationToken);
                MaintenanceTask task = await TaskAsync(s, printerId, taskId, cancellationToken);
                return MaintenanceTaskView.Of(task, status.PrintedSeconds, s.Now);
            },
            cancellationToken
        );
    }

    /// <summary>Changes a task.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such task, or something in it is wrong.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since.</exception>
    public Task<MaintenanceTaskView> ChangeTaskAsync(
        Caller caller,
        long printerId,
        long taskId,
        long version,
        MaintenanceTaskEdit edit,
        CancellationToken cancellationToken
    )
    {
        Demand(caller, printerId, edit);
        return _context.Store.WriteAsync(
            async s =>
            {
                PrinterStatus status = await StatusAsync(s, printerId, cancellationToken);
                MaintenanceTask task = await TaskAsync(s, printerId, taskId, cancellationToken);
                MaintenanceTask changed = await s.Maintenance.UpdateTaskAsync(
                    task with
                    {
                        Name = edit.Name.Trim(),
                        Note = edit.Note,
                        EveryHours = edit.EveryHours,
                        EveryDays = edit.EveryDays,
                        Version = version,
                    },
                    cancellationToken
                );
                s.Tell(FleetTopic.Printer, printerId);
                return MaintenanceTaskView.Of(changed, status.PrintedSeconds, s.Now);
            },
            cancellationToken
        );
    }

    /// <summary>Removes a task; what was done stays in the log.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such task.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since.</exception>
    public Task RemoveTaskAsync(
        Caller caller,
        long printerId,
        long taskId,
        long version,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.PrintersManage, printerId);
        return _context.Store.WriteAsync(
            async s =>
            {
                await TaskAsync(s, printerId, taskId, cancellationToken);
                await s.Maintenance.RemoveTaskAsync(taskId, version, cancellationToken);
                s.Tell(FleetTopic.Printer, printerId);
            },
            cancellationToken
        );
    }

    /// <summary>Writes into the log. A task that is named is done thereby.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such printer or task.</exception>
    public Task<MaintenanceEntry> LogAsync(
        Caller caller,
        long printerId,
        string text,
        long? taskId,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.PrintersControl, printerId);
        return _context.Store.WriteAsync(
            async s =>
            {
                PrinterStatus status = await StatusAsync(s, printerId, cancellationToken);
                if (string.IsNullOrWhiteSpace(text) && taskId is null)
                    throw FleetException.Invalid("text", "Say what was done, or name the task.");
                MaintenanceTask? task = taskId is { } id ? await TaskAsync(s, printerId, id, cancellationToken) : null;
                MaintenanceEntry entry = await s.Maintenance.AddLogAsync(
                    new MaintenanceEntry
                    {
                        PrinterId = printerId,
                        TaskId = taskId,
                        At = s.Now,
                        UserId = caller.UserId,
                        UserName = caller.Name,
                        Text = string.IsNullOrWhiteSpace(text) ? task!.Name : text,
                        PrintedSeconds = status.PrintedSeconds,
                    },
                    cancellationToken
                );
                await s.NoteAsync(caller, entry.Id, cancellationToken);
                s.Audit.Append(caller.Audit("maintenance.log", "printer", printerId));
                s.Tell(FleetTopic.Printer, printerId);
                return entry;
            },
            cancellationToken
        );
    }

    /// <summary>The entry of the log that a call of the caller made, for an answer that got lost.</summary>
    /// <exception cref="FleetException">The caller may not write into the log any more, or it is gone.</exception>
    public async Task<MaintenanceEntry> GetMadeEntryAsync(
        Caller caller,
        long printerId,
        long id,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.PrintersControl, printerId);
        return await _context.Store.ReadAsync(
                s => s.Maintenance.FindLogAsync(printerId, id, cancellationToken),
                cancellationToken
            ) ?? throw FleetException.NotFound($"entry {id} of this printer's log");
    }

    private static void Demand(Caller caller, long printerId, MaintenanceTaskEdit edit)
    {
        caller.Demand(Right.PrintersManage, printerId);
        var errors = new FieldErrors();
        errors.Require(edit.Name.Trim().Length is >= 1 and <= 200, "name", "Expected 1 to 200 characters.");
        errors.Require(edit.EveryHours is null or (> 0 and <= 1_000_000), "everyHours", "Expected hours, more than 0.");
        errors.Require(edit.EveryDays is null or (> 0 and <= 36_500), "everyDays", "Expected days, more than 0.");
        errors.Require(
            edit.EveryHours is not null || edit.EveryDays is not null,
            "everyHours",
            "Say after how many hours of printing, or after how many days."
        );
        errors.ThrowIfAny();
    }

    private static async Task<PrinterStatus> StatusAsync(IStoreSession s, long printerId, CancellationToken stop) =>
        await s.Printers.FindStatusAsync(printerId, stop) ?? throw FleetException.NotFound($"printer {printerId}");

    private static async Task<MaintenanceTask> TaskAsync(
        IStoreSession s,
        long printerId,
        long id,
        CancellationToken stop
    ) =>
        (await s.Maintenance.ListTasksAsync(printerId, stop)).FirstOrDefault(t => t.Id == id)
        ?? throw FleetException.NotFound($"maintenance task {id} of this printer");
}
