using Gantry.Fleet.Queue;

namespace Gantry.Server.Endpoints.Settings;

/// <summary>How the queue works; in a change, what is left out stays.</summary>
internal sealed record QueueBody
{
    /// <summary>When jobs may start, as <c>mo-fr 08:00-18:00</c>; empty: always.</summary>
    public string? WorkingHours { get; init; }

    /// <summary>Seconds between two prints that begin to heat up.</summary>
    public double? StaggerSeconds { get; init; }

    /// <summary>Watts that printers may draw together while they heat up; 0: no limit.</summary>
    public double? PowerLimitW { get; init; }

    /// <summary>Whether plates count as clear after a while, of printers whose profile says so.</summary>
    public bool? AutoClear { get; init; }

    /// <summary>Whether the printer that has printed least comes first.</summary>
    public bool? EvenWear { get; init; }

    /// <summary>Seconds that a job waits for nothing but a plate until a notice is sent; 0: none is.</summary>
    public double? PlateNoticeSeconds { get; init; }

    /// <summary>Seconds that a print lies on a plate until a notice is sent although no job waits; 0: none is.</summary>
    public double? PlateReminderSeconds { get; init; }

    public static QueueBody From(QueueSettings queue) =>
        new()
        {
            WorkingHours = WeekText.Write(queue.WorkingHours),
            StaggerSeconds = queue.StaggerSeconds,
            PowerLimitW = queue.PowerLimitW,
            AutoClear = queue.AutoClear,
            EvenWear = queue.EvenWear,
            PlateNoticeSeconds = queue.PlateNoticeSeconds,
            PlateReminderSeconds = queue.PlateReminderSeconds,
        };

    public QueueSettings Over(QueueSettings queue) =>
        queue with
        {
            WorkingHours = WorkingHours is { } text ? WeekText.Read(text) : queue.WorkingHours,
            StaggerSeconds = StaggerSeconds ?? queue.StaggerSeconds,
            PowerLimitW = PowerLimitW ?? queue.PowerLimitW,
            AutoClear = AutoClear ?? queue.AutoClear,
            EvenWear = EvenWear ?? queue.EvenWear,
            PlateNoticeSeconds = PlateNoticeSeconds ?? queue.PlateNoticeSeconds,
            PlateReminderSeconds = PlateReminderSeconds ?? queue.PlateReminderSeconds,
        };
}
