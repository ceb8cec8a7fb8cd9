using Gantry.Fleet.Matching;

namespace Gantry.Fleet.Queue;

/// <summary>How the queue works.</summary>
public sealed record QueueSettings
{
    /// <summary>When jobs may start; empty: always.</summary>
    public IReadOnlyList<WorkingHours> WorkingHours { get; init; } = [];

    /// <summary>Seconds between two prints that begin to heat up.</summary>
    public double StaggerSeconds { get; init; }

    /// <summary>Watts that printers may draw together while they heat up; 0: no limit.</summary>
    public double PowerLimitW { get; init; }

    /// <summary>Whether plates count as clear after a while, of printers whose profile says so. Off: none does.</summary>
    public bool AutoClear { get; init; }

    /// <summary>Whether the printer that has printed least comes first.</summary>
    public bool EvenWear { get; init; } = true;

    /// <summary>Seconds that a job waits for nothing but a plate until somebody is told; 0: nobody is.</summary>
    public double PlateNoticeSeconds { get; init; } = 300;

    /// <summary>Seconds that a print lies on a plate until somebody is told although no job waits for it; 0: nobody is.</summary>
    public double PlateReminderSeconds { get; init; } = 4 * 3600;

    /// <summary>The rules for the matcher.</summary>
    internal QueueRules Rules(bool isPaused) =>
        new()
        {
            IsPaused = isPaused,
            WorkingHours = WorkingHours,
            StaggerSeconds = StaggerSeconds,
            PowerLimitW = PowerLimitW,
            EvenWear = EvenWear,
        };
}
