namespace Gantry.Fleet.Maintenance;

/// <summary>A maintenance task as somebody wants it.</summary>
public sealed record MaintenanceTaskEdit
{
    /// <summary>What is to be done.</summary>
    public string Name { get; init; } = "";

    /// <summary>How.</summary>
    public string Note { get; init; } = "";

    /// <summary>After so many hours of printing; null: they do not matter.</summary>
    public double? EveryHours { get; init; }

    /// <summary>After so many days; null: they do not matter.</summary>
    public double? EveryDays { get; init; }
}
