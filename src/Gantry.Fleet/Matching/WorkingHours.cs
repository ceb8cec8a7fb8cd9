using System.Globalization;

namespace Gantry.Fleet.Matching;

/// <summary>A time of the week, by the clock on the wall.</summary>
public sealed record WorkingHours
{
    /// <summary>The days on which it begins.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } =
    [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>When it begins, as <c>08:00</c>.</summary>
    public TimeOnly From { get; init; }

    /// <summary>When it ends; not later than its beginning: on the next day.</summary>
    public TimeOnly To { get; init; }

    /// <summary>Whether a moment lies within.</summary>
    public bool Contains(DateTime local)
    {
        TimeOnly time = TimeOnly.FromDateTime(local);
        if (From < To)
            return Days.Contains(local.DayOfWeek) && time >= From && time < To;
        return (Days.Contains(local.DayOfWeek) && time >= From)
            || (Days.Contains(local.AddDays(-1).DayOfWeek) && time < To);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(", ", Days.Select(d => d.ToString()[..3]))} {From:HH\\:mm}–{To:HH\\:mm}"
        );
}
