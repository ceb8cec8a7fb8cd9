using Gantry.Storage.Printers;

namespace Gantry.Fleet.Maintenance;

/// <summary>When a task is due. Negative numbers: it has been due for so long.</summary>
/// <param name="Hours">In how many hours of printing; null when they do not matter.</param>
/// <param name="Days">In how many days; null when they do not matter.</param>
public sealed record MaintenanceDue(double? Hours, double? Days)
{
    /// <summary>Whether it is.</summary>
    public bool IsDue => Hours <= 0 || Days <= 0;

    /// <summary>When a task is due, of a printer that has printed so long by now.</summary>
    public static MaintenanceDue Of(MaintenanceTask task, double printedSeconds, DateTimeOffset now) =>
        new(
            task.EveryHours - (printedSeconds - task.DonePrintedSeconds) / 3600,
            task.EveryDays - (now - task.DoneAt).TotalDays
        );
}
