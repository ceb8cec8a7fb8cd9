using Gantry.Storage.Sql;

namespace Gantry.Storage.Printers;

/// <inheritdoc cref="IMaintenanceRepository"/>
internal sealed class MaintenanceRepository(SqlSession sql) : IMaintenanceRepository
{
    private const string TaskColumns =
        "id, printer_id, name, note, every_hours, every_days, done_at, done_printed_seconds, version";

    private const string LogColumns = "id, printer_id, task_id, at, user_id, user_name, text, printed_seconds";

    public Task<IReadOnlyList<MaintenanceTask>> ListTasksAsync(long? printerId, CancellationToken cancellationToken)
    {
        var filter = new SqlFilter();
        filter.AddIf("printer_id = @printerId", "printerId", printerId);
        return sql.QueryAsync<MaintenanceTask>(
            $"SELECT {TaskColumns} FROM maintenance_tasks {filter.Where} ORDER BY printer_id, id",
            filter.Values,
            cancellationToken
        );
    }

    public Task<MaintenanceTask> AddTaskAsync(MaintenanceTask task, CancellationToken cancellationToken) =>
        sql.GetAsync<MaintenanceTask>(
            $"""
            INSERT INTO maintenance_tasks (printer_id, name, note, every_hours, every_days, done_at, done_printed_seconds)
            VALUES (@PrinterId, @Name, @Note, @EveryHours, @EveryDays, @DoneAt, @DonePrintedSeconds)
            RETURNING {TaskColumns}
            """,
            Clean(task),
            cancellationToken
        );

    public Task<MaintenanceTask> UpdateTaskAsync(MaintenanceTask task, CancellationToken cancellationToken) =>
        sql.UpdateAsync<MaintenanceTask>(
            $"maintenance task {task.Id}",
            task.Version,
            $"""
            UPDATE maintenance_tasks SET name = @Name, note = @Note, every_hours = @EveryHours, every_days = @EveryDays,
                done_at = @DoneAt, done_printed_seconds = @DonePrintedSeconds, version = version + 1
            WHERE id = @Id AND version = @Version
            RETURNING {TaskColumns}
            """,
            Clean(task),
            cancellationToken
        );

    public Task RemoveTaskAsync(long id, long version, CancellationToken cancellationToken) =>
        sql.RemoveAsync("maintenance_tasks", "maintenance task", id, version, cancellationToken);

    public Task<Page<MaintenanceEntry>> ListLogAsync(
        long printerId,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        var filter = new SqlFilter();
        filter.AddIf<long?>("printer_id = @printerId", "printerId", printerId);
        return sql.PageByIdAsync<MaintenanceEntry>(
            $"SELECT {LogColumns} FROM maintenance_log",
            filter,
            page,
            e => e.Id,
            cancellationToken
        );
    }

    public Task<MaintenanceEntry?> FindLogAsync(long printerId, long id, CancellationToken cancellationToken) =>
        sql.FindAsync<MaintenanceEntry>(
            $"SELECT {LogColumns} FROM maintenance_log WHERE printer_id = @printerId AND id = @id",
            new { printerId, id },
            cancellationToken
        );

    public async Task<MaintenanceEntry> AddLogAsync(MaintenanceEntry entry, CancellationToken cancellationToken)
    {
        MaintenanceEntry added = await sql.GetAsync<MaintenanceEntry>(
            $"""
            INSERT INTO maintenance_log (printer_id, task_id, at, user_id, user_name, text, printed_seconds)
            VALUES (@PrinterId, @TaskId, @At, @UserId, @UserName, @Text, @PrintedSeconds)
            RETURNING {LogColumns}
            """,
            entry with
            {
                UserName = StoredText.Name(entry.UserName),
                Text = StoredText.Note(entry.Text),
            },
            cancellationToken
        );
        if (added.TaskId is not null)
            await sql.ExecuteAsync(
                """
                UPDATE maintenance_tasks SET done_at = @At, done_printed_seconds = @PrintedSeconds, version = version + 1
                WHERE id = @TaskId AND done_at <= @At
                """,
                added,
                cancellationToken
            );
        return added;
    }

    private static MaintenanceTask Clean(MaintenanceTask task) =>
        task with
        {
            Name = StoredText.Name(task.Name),
            Note = StoredText.Note(task.Note),
        };
}
