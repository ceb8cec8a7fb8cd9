using Gantry.Storage.Printers;

namespace Gantry.Fleet.Maintenance;

/// <summary>A maintenance task as the API shows it.</summary>
public sealed record MaintenanceTaskView
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>What is to be done.</summary>
    public string Name { get; init; } = "";

    /// <summary>How.</summary>
    public string Note { get; init; } = "";

    /// <summary>After so many hours of printing.</summary>
    public double? EveryHours { get; init; }

    /// <summary>After so many days.</summary>
    public double? EveryDays { get; init; }

    /// <summary>When it was last done.</summary>
    public DateTimeOffset DoneAt { get; init; }

    /// <summary>When it is due.</summary>
    public MaintenanceDue? DueIn { get; init; }

    /// <summary>Whether it is.</summary>
    public bool IsDue { get; init; }

    /// <summary>Counts the changes.</summary>
    public long Version { get; init; }

    internal static MaintenanceTaskView Of(MaintenanceTask task, double printedSeconds, DateTimeOffset now)
    {
        MaintenanceDue due = MaintenanceDue.Of(task, printedSeconds, now);
        return new MaintenanceTaskView
        {
            Id = task.Id,
            Name = task.Name,
            Note = task.Note,
            EveryHours = task.EveryHours,
            EveryDays = task.EveryDays,
            DoneAt = task.DoneAt,
            DueIn = due,
            IsDue = due.IsDue,
            Version = task.Version,
        };
    }
}
