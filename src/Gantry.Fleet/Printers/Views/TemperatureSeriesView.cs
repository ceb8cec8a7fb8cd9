using Gantry.Firmware.Temperatures;
using Gantry.Printing.Temperatures;

namespace Gantry.Fleet.Printers;

/// <summary>Temperatures over some time, as columns: the n-th number of each belongs to the n-th time.</summary>
public sealed record TemperatureSeriesView
{
    /// <summary>The heaters, hotends first.</summary>
    public required IReadOnlyList<string> Heaters { get; init; }

    /// <summary>Seconds since the beginning of 1970.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>What was measured, °C, by heater; null where it was not.</summary>
    public required IReadOnlyDictionary<string, double?[]> Actual { get; init; }

    /// <summary>What was wanted, °C, by heater.</summary>
    public required IReadOnlyDictionary<string, double?[]> Target { get; init; }

    /// <summary>The lowest of each while, °C, by heater.</summary>
    public required IReadOnlyDictionary<string, double?[]> Min { get; init; }

    /// <summary>The highest of each while, °C, by heater.</summary>
    public required IReadOnlyDictionary<string, double?[]> Max { get; init; }

    /// <summary>A series whose times are since the beginning of 1970; null: one without anything in it.</summary>
    public static TemperatureSeriesView Of(TemperatureSeries? series)
    {
        var times = new SortedSet<TimeSpan>();
        IReadOnlyList<HeaterId> heaters = series is null ? [] : [.. series.Heaters];
        foreach (HeaterId heater in heaters)
        foreach (TemperaturePoint point in series![heater])
            times.Add(point.At);
        Dictionary<TimeSpan, int> places = times.Select((at, i) => (at, i)).ToDictionary(t => t.at, t => t.i);
        return new TemperatureSeriesView
        {
            Heaters = [.. heaters.Select(LiveBuilder.NameOf)],
            Times = [.. times.Select(at => Math.Round(at.TotalSeconds, 3))],
            Actual = Columns(series, heaters, places, p => Math.Round((p.Low + p.High) / 2, 2)),
            Target = Columns(series, heaters, places, p => p.Target),
            Min = Columns(series, heaters, places, p => p.Low),
            Max = Columns(series, heaters, places, p => p.High),
        };
    }

    private static Dictionary<string, double?[]> Columns(
        TemperatureSeries? series,
        IReadOnlyList<HeaterId> heaters,
        Dictionary<TimeSpan, int> places,
        Func<TemperaturePoint, double?> read
    )
    {
        var columns = new Dictionary<string, double?[]>();
        foreach (HeaterId heater in heaters)
        {
            double?[] column = new double?[places.Count];
            foreach (TemperaturePoint point in series![heater])
                column[places[point.At]] = read(point);
            columns[LiveBuilder.NameOf(heater)] = column;
        }
        return columns;
    }
}
