using Gantry.Fleet.Maintenance;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Printers;

/// <summary>Reads what the database says of printers.</summary>
internal static class PrinterConfigs
{
    /// <summary>All printers in their order.</summary>
    public static Task<IReadOnlyList<PrinterConfig>> ReadAllAsync(FleetContext context, CancellationToken stop) =>
        context.Store.ReadAsync<IReadOnlyList<PrinterConfig>>(
            async s =>
            {
                Dictionary<long, PrinterStatus> status = (await s.Printers.ListStatusAsync(stop)).ToDictionary(p =>
                    p.PrinterId
                );
                ILookup<long, MaintenanceTask> tasks = (await s.Maintenance.ListTasksAsync(null, stop)).ToLookup(t =>
                    t.PrinterId
                );
                return
                [
                    .. from record in await s.Printers.ListAsync(stop)
                    where status.ContainsKey(record.Id)
                    select Of(record, status[record.Id], tasks[record.Id], s.Now),
                ];
            },
            stop
        );

    /// <summary>One printer; null when there is none.</summary>
    public static Task<PrinterConfig?> ReadAsync(FleetContext context, long id, CancellationToken stop) =>
        context.Store.ReadAsync(
            async s =>
            {
                PrinterRecord? record = await s.Printers.FindAsync(id, stop);
                PrinterStatus? status = await s.Printers.FindStatusAsync(id, stop);
                return record is null || status is null
                    ? null
                    : Of(record, status, await s.Maintenance.ListTasksAsync(id, stop), s.Now);
            },
            stop
        );

    private static PrinterConfig Of(
        PrinterRecord record,
        PrinterStatus status,
        IEnumerable<MaintenanceTask> tasks,
        DateTimeOffset now
    ) =>
        PrinterConfig.Of(record, status) with
        {
            MaintenanceDue = tasks.Count(t => MaintenanceDue.Of(t, status.PrintedSeconds, now).IsDue),
        };
}
